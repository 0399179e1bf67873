package org.foldbase.server.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.foldbase.server.settings.DatabaseSettings;

/**
 * Where a database is and who connects to it. Written as {@code sqlite:/path/to/foldbase.db},
 * {@code postgresql://user:password@host:5432/name} or {@code mariadb://…}; {@code jdbc:} before
 * it, {@code postgres:} and {@code mysql:} are understood too.
 */
public final class DatabaseAddress {

    /** The back-ends there are. */
    public enum Backend {
        SQLITE("SQLite", 0),
        POSTGRESQL("PostgreSQL", 5432),
        MARIADB("MariaDB", 3306);

        private final String title;
        private final int port;

        Backend(String title, int port) {
            this.title = title;
            this.port = port;
        }

        /** As the dialects of migrations are named: {@code postgresql}. */
        public String dialect() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** As people write it: {@code PostgreSQL}. */
        public String title() {
            return title;
        }
    }

    private static final String FORMS =
            "; write sqlite:/path/to/foldbase.db, postgresql://user@host:5432/name or"
                    + " mariadb://user@host:3306/name";

    private final Backend backend;
    private final boolean isMySql;
    private final String host;
    private final int port;
    private final String name;
    private final Optional<String> user;
    private final Optional<String> password;
    private final Map<String, String> parameters;

    private DatabaseAddress(
            Backend backend,
            boolean isMySql,
            String host,
            int port,
            String name,
            Optional<String> user,
            Optional<String> password,
            Map<String, String> parameters) {
        this.backend = backend;
        this.isMySql = isMySql;
        this.host = host;
        this.port = port;
        this.name = name;
        this.user = user;
        this.password = password;
        this.parameters = Map.copyOf(parameters);
    }

    /** The address that settings give. */
    public static DatabaseAddress of(DatabaseSettings settings) {
        DatabaseAddress read = parse(settings.url(), settings.place());
        return new DatabaseAddress(
                read.backend,
                read.isMySql,
                read.host,
                read.port,
                read.name,
                read.user.or(() -> some(settings.user())),
                read.password.or(() -> some(settings.password())),
                read.parameters);
    }

    /**
     * Reads an address.
     *
     * @param place where it was found, for the error; the URL itself may hold a password
     */
    public static DatabaseAddress parse(String url, String place) {
        String plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        String scheme = plain.substring(0, Math.max(0, plain.indexOf(':')));
        return switch (scheme.replaceAll("\\+.*", "")) {
            case "sqlite" -> sqlite(plain.substring("sqlite:".length()), place);
            case "postgresql", "postgres" -> server(Backend.POSTGRESQL, false, plain, place);
            case "mariadb" -> server(Backend.MARIADB, false, plain, place);
            case "mysql" -> server(Backend.MARIADB, true, plain, place);
            default -> throw wrong(place, "there is no database of kind '" + scheme + "'" + FORMS);
        };
    }

    /** The embedded database in a file. */
    public static DatabaseAddress sqlite(Path file) {
        return new DatabaseAddress(
                Backend.SQLITE,
                false,
                "",
                0,
                file.toAbsolutePath().normalize().toString(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    private static DatabaseAddress sqlite(String rest, String place) {
        // SQLAlchemy writes three slashes before a relative path and four before an absolute one.
        String path = rest.startsWith("///") ? rest.substring("///".length()) : rest;
        if (path.isEmpty() || path.startsWith(":") || path.contains("?")) {
            throw wrong(place, "a SQLite database is a file, without parameters" + FORMS);
        }
        return sqlite(Path.of(path));
    }

    private static DatabaseAddress server(
            Backend backend, boolean isMySql, String url, String place) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw wrong(place, "the database's URL can't be read: " + e.getReason() + FORMS);
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (uri.getHost() == null || path.length() < 2) {
            throw wrong(place, "the database's URL needs a host and a name" + FORMS);
        }
        Map<String, String> parameters = new TreeMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&", -1)) {
                String[] parts = pair.split("=", 2);
                parameters.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        Optional<String> user = Optional.ofNullable(parameters.remove("user"));
        Optional<String> password = Optional.ofNullable(parameters.remove("password"));
        if (uri.getRawUserInfo() != null) {
            String[] parts = uri.getRawUserInfo().split(":", 2);
            user = Optional.of(decoded(parts[0].replace("+", "%2B")));
            if (parts.length == 2) {
                password = Optional.of(decoded(parts[1].replace("+", "%2B")));
            }
        }
        return new DatabaseAddress(
                backend,
                isMySql,
                uri.getHost().toLowerCase(Locale.ROOT),
                uri.getPort() < 0 ? backend.port : uri.getPort(),
                path.substring(1),
                user,
                password,
                parameters);
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static DatabaseException wrong(String place, String what) {
        return DatabaseException.refused(place + ": " + what);
    }

    public Backend backend() {
        return backend;
    }

    /** Whether it was written as {@code mysql:}, which goes through the MariaDB path, untested. */
    public boolean isMySql() {
        return isMySql;
    }

    /** The server's host in lower case, or nothing for a file. */
    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** The database's name on its server, or the absolute path of its file. */
    public String name() {
        return name;
    }

    /** What people type to confirm which database they mean: its name, or its file's. */
    public String shortName() {
        return backend == Backend.SQLITE ? String.valueOf(file().getFileName()) : name;
    }

    /** Who connects; nothing where none is needed. */
    public Optional<String> user() {
        return user;
    }

    Optional<String> password() {
        return password;
    }

    /** Whether the URL itself says the password. */
    public boolean hasPassword() {
        return password.isPresent();
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** The embedded database's file. */
    public Path file() {
        if (backend != Backend.SQLITE) {
            throw new IllegalStateException("not a file: " + this);
        }
        return Path.of(name);
    }

    /** The database that every server has, to make others from; MariaDB needs none. */
    DatabaseAddress onServer() {
        return new DatabaseAddress(
                backend,
                isMySql,
                host,
                port,
                backend == Backend.POSTGRESQL ? "postgres" : "",
                user,
                password,
                parameters);
    }

    /** As the driver wants it, without user and password. */
    String jdbcUrl() {
        if (backend == Backend.SQLITE) {
            return "jdbc:sqlite:" + name;
        }
        String query =
                parameters.entrySet().stream()
                        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
        return "jdbc:%s://%s:%d/%s%s"
                .formatted(
                        backend.dialect(),
                        host,
                        port,
                        encoded(name),
                        query.isEmpty() ? "" : "?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As people are shown it: never a password, never a parameter. */
    @Override
    public String toString() {
        if (backend == Backend.SQLITE) {
            return "sqlite:" + name;
        }
        return "%s://%s%s:%d/%s"
                .formatted(
                        isMySql ? "mysql" : backend.dialect(),
                        user.map(it -> it + "@").orElse(""),
                        host,
                        port,
                        name);
    }
}
