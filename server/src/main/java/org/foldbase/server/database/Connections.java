package org.foldbase.server.database;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.foldbase.server.database.DatabaseAddress.Backend;
import org.foldbase.server.database.DatabaseException.Kind;

/**
 * New connections to one database, each with the back-end's settings that Foldbase relies on. They
 * are not pooled: commands need one or two.
 */
public final class Connections implements DataSource {

    private static final Set<String> NETWORK_FILE_SYSTEMS =
            Set.of("nfs", "nfs4", "cifs", "smbfs", "smb2", "smb3", "afs", "fuse.sshfs", "9p");

    private static final int MARIADB_UNKNOWN_DATABASE = 1049;

    private final DatabaseAddress address;
    private final Duration connectTimeout;
    private final boolean create;
    private final Map<String, String> more;

    private Connections(
            DatabaseAddress address,
            Duration connectTimeout,
            boolean create,
            Map<String, String> more) {
        this.address = address;
        this.connectTimeout = connectTimeout;
        this.create = create;
        this.more = Map.copyOf(more);
    }

    /** To a database that is there; a SQLite file that is not there is an error. */
    public static Connections to(DatabaseAddress address, Duration connectTimeout) {
        return new Connections(address, connectTimeout, false, Map.of());
    }

    /** The same, and a SQLite file that is not there is made, readable by its owner alone. */
    public static Connections creating(DatabaseAddress address, Duration connectTimeout) {
        return new Connections(address, connectTimeout, true, Map.of());
    }

    /** The same with these properties of the driver's own. */
    Connections with(Map<String, String> driverProperties) {
        return new Connections(address, connectTimeout, create, driverProperties);
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Whether the database is there; a server that does not answer is an error. */
    public boolean isThere() {
        if (address.backend() == Backend.SQLITE) {
            return Files.exists(address.file());
        }
        try (Connection connection = getConnection()) {
            return connection.isValid(0);
        } catch (SQLException | DatabaseException e) {
            if (e.getCause() instanceof SQLException cause && isMissing(cause)) {
                return false;
            }
            throw e instanceof SQLException sql ? unreachable(sql) : (DatabaseException) e;
        }
    }

    private static boolean isMissing(SQLException failure) {
        return "3D000".equals(failure.getSQLState())
                || failure.getErrorCode() == MARIADB_UNKNOWN_DATABASE;
    }

    /** Makes an empty database on a server; the user needs the right to. A file is made anyway. */
    public void make() {
        String statement =
                switch (address.backend()) {
                    case SQLITE -> "";
                    case POSTGRESQL ->
                            "create database \"%s\" encoding 'UTF8' template template0"
                                    .formatted(address.name().replace("\"", "\"\""));
                    case MARIADB ->
                            "create database `%s` character set utf8mb4 collate utf8mb4_nopad_bin"
                                    .formatted(address.name().replace("`", "``"));
                };
        if (statement.isEmpty()) {
            return;
        }
        String url = address.onServer().jdbcUrl();
        try (Connection connection = connect(url);
                Statement make = connection.createStatement()) {
            make.executeUpdate(statement);
        } catch (SQLException e) {
            throw new DatabaseException(
                    Kind.UNAVAILABLE,
                    "there is no database "
                            + address
                            + ", and it can't be made ("
                            + e.getMessage()
                            + "); ask an administrator for: "
                            + statement,
                    e);
        }
    }

    /** The driver's properties: who connects, time-outs, and what the back-end needs. */
    Properties properties() {
        Properties properties = new Properties();
        address.user().ifPresent(it -> properties.setProperty("user", it));
        address.password().ifPresent(it -> properties.setProperty("password", it));
        long seconds = Math.max(1, connectTimeout.toSeconds());
        switch (address.backend()) {
            case SQLITE -> {
                properties.setProperty("foreign_keys", "on");
                properties.setProperty("journal_mode", "WAL");
                properties.setProperty("synchronous", "FULL");
                properties.setProperty("busy_timeout", "10000");
            }
            case POSTGRESQL -> {
                properties.setProperty("connectTimeout", Long.toString(seconds));
                properties.setProperty("loginTimeout", Long.toString(seconds));
                properties.setProperty("ApplicationName", "foldbase");
                properties.setProperty("tcpKeepAlive", "true");
            }
            case MARIADB -> {
                properties.setProperty("connectTimeout", Long.toString(seconds * 1000));
                properties.setProperty("tcpKeepAlive", "true");
                properties.setProperty("transactionIsolation", "READ-COMMITTED");
                properties.setProperty("connectionAttributes", "program_name:foldbase");
            }
        }
        properties.putAll(more);
        return properties;
    }

    /** The driver's URL, without user and password. */
    String jdbcUrl() {
        return address.jdbcUrl();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (address.backend() == Backend.SQLITE) {
            requireFile();
        }
        try {
            return connect(address.jdbcUrl());
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private Connection connect(String url) throws SQLException {
        return Optional.ofNullable(driver().connect(url, properties()))
                .orElseThrow(() -> new SQLException("the driver takes no such address"));
    }

    /** By its name: DriverManager would look for drivers in every jar first. */
    private Driver driver() throws SQLException {
        String name =
                switch (address.backend()) {
                    case SQLITE -> "org.sqlite.JDBC";
                    case POSTGRESQL -> "org.postgresql.Driver";
                    case MARIADB -> "org.mariadb.jdbc.Driver";
                };
        try {
            return Class.forName(name)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SQLException("there is no driver " + name, e);
        }
    }

    /**
     * Makes the file if that was asked for, and refuses a place where SQLite's locks don't hold.
     */
    void requireFile() {
        Path file = address.file();
        try {
            if (!Files.exists(file)) {
                if (!create) {
                    throw new DatabaseException(
                            Kind.UNAVAILABLE,
                            "there is no database "
                                    + address
                                    + " yet; 'foldbase db upgrade' makes it");
                }
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                make(file);
            }
            String kind = Files.getFileStore(file).type().toLowerCase(Locale.ROOT);
            if (NETWORK_FILE_SYSTEMS.contains(kind)) {
                throw DatabaseException.refused(
                        address
                                + " is on a network file system ("
                                + kind
                                + "), where SQLite's locks do not hold; use a local disk, or"
                                + " PostgreSQL or MariaDB");
            }
        } catch (IOException e) {
            throw new DatabaseException(
                    Kind.UNAVAILABLE, "the database " + address + " can't be made: " + e, e);
        }
    }

    private static void make(Path file) throws IOException {
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw e;
            }
        }
    }

    /** Says in a sentence why there is no connection. */
    DatabaseException unreachable(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String what =
                switch (state) {
                    case "28000", "28P01" ->
                            "refuses the login of "
                                    + address.user().orElse("nobody (no user is given)");
                    case "3D000", "42000" ->
                            "has no database " + address.name() + ", or not for this user";
                    case "53300" -> "has no connection left";
                    default ->
                            address.backend() == Backend.SQLITE
                                    ? "can't be opened: " + failure.getMessage()
                                    : "does not answer (" + cause(failure) + ")";
                };
        return new DatabaseException(
                Kind.UNAVAILABLE, "the database " + address + " " + what, failure);
    }

    private static String cause(SQLException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the address says who connects");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the settings say the time-out");
    }

    @Override
    public int getLoginTimeout() {
        return Math.toIntExact(connectTimeout.toSeconds());
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public <T> T unwrap(Class<T> wanted) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> wanted) {
        return false;
    }
}
