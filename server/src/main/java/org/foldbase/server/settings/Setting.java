package org.foldbase.server.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Every key there is, with the environment variable that replaces it. */
public enum Setting {
    DATA_DIR(
            "data-dir",
            "FOLDBASE_DATA_DIR",
            "`foldbase` in the XDG data home",
            "Folder of the embedded databases, the files and foldbase.yaml itself.",
            Place.OUTSIDE_FILE),
    CONFIG(
            "config",
            "FOLDBASE_CONFIG",
            "`foldbase.yaml` in the data directory",
            "The file of settings.",
            Place.OUTSIDE_FILE),
    ENVIRONMENT(
            "environment",
            "FOLDBASE_ENV",
            "`dev`",
            "The environment that commands work on: dev, test or prod."),
    DATABASE_URL(
            "database-url",
            "FOLDBASE_DATABASE_URL",
            "",
            "Database of the current environment, in place of its own URL.",
            Place.OUTSIDE_FILE),
    MOVE_URL(
            "move-url",
            "FOLDBASE_MOVE_URL",
            "",
            "Where 'foldbase db move' goes, in place of --to: a URL that has a password.",
            Place.OUTSIDE_FILE),
    DEV_URL("environments.dev.url", "FOLDBASE_DEV_URL", Text.EMBEDDED, Text.URL),
    DEV_USER("environments.dev.user", "FOLDBASE_DEV_USER", "", Text.USER),
    DEV_PASSWORD("environments.dev.password", "FOLDBASE_DEV_PASSWORD", "", Text.PASSWORD),
    TEST_URL("environments.test.url", "FOLDBASE_TEST_URL", Text.EMBEDDED, Text.URL),
    TEST_USER("environments.test.user", "FOLDBASE_TEST_USER", "", Text.USER),
    TEST_PASSWORD("environments.test.password", "FOLDBASE_TEST_PASSWORD", "", Text.PASSWORD),
    PROD_URL("environments.prod.url", "FOLDBASE_PROD_URL", Text.EMBEDDED, Text.URL),
    PROD_USER("environments.prod.user", "FOLDBASE_PROD_USER", "", Text.USER),
    PROD_PASSWORD("environments.prod.password", "FOLDBASE_PROD_PASSWORD", "", Text.PASSWORD),
    ALLOW_PRODUCTION_RESET(
            "allow-production-reset",
            "",
            "`false`",
            "Whether commands that replace rows may do so in prod at all. Only in the file.",
            Place.FILE_ONLY),
    AUTO_UPGRADE(
            "db.auto-upgrade",
            "FOLDBASE_DB_AUTO_UPGRADE",
            "`true` for SQLite, else `false`",
            "Whether the server upgrades a database that is behind when it starts."),
    POOL_SIZE(
            "db.pool-size",
            "FOLDBASE_DB_POOL_SIZE",
            "`10`",
            "Connections that a server or worker holds at most."),
    CONNECT_TIMEOUT(
            "db.connect-timeout",
            "FOLDBASE_DB_CONNECT_TIMEOUT",
            "`10`",
            "Seconds to wait for a connection to the database."),
    QUEUE_URL(
            "queue.url",
            "FOLDBASE_QUEUE_URL",
            "`database`",
            "How workers hear of tasks: `database`, which they look into, or a Redis,"
                    + " `redis://[user:password@]host[:port][/number]` (`rediss://` with TLS), for"
                    + " workers on many machines that share a PostgreSQL or MariaDB."),
    TOKEN(
            "token",
            "FOLDBASE_TOKEN",
            "",
            "API token with which 'foldbase dataset --server' asks. Only in the environment.",
            Place.OUTSIDE_FILE),
    UPLOAD_MAX_SIZE(
            "upload.max-size",
            "FOLDBASE_UPLOAD_MAX_SIZE",
            "`200 GB`",
            "The largest file that is taken: a number with KB, MB, GB or TB."),
    UPLOAD_QUOTA(
            "upload.quota",
            "FOLDBASE_UPLOAD_QUOTA",
            "`1000 GB`",
            "What all files of one user may take together, unfinished uploads included."),
    UPLOAD_EXPIRY(
            "upload.expiry-hours",
            "FOLDBASE_UPLOAD_EXPIRY_HOURS",
            "`72`",
            "Hours that an upload waits for its next byte before it is deleted."),
    IMPORT_ROOTS(
            "import.roots",
            "FOLDBASE_IMPORT_ROOTS",
            "",
            "Folders of the server's disk from which maintainers may import files, with `:`"
                    + " between them. Without any, nothing is imported."),
    HOST(
            "server.host",
            "FOLDBASE_HOST",
            "`127.0.0.1`",
            "Address that the server listens on. Another than this machine's own needs TLS or"
                    + " trusted proxies."),
    PORT(
            "server.port",
            "FOLDBASE_PORT",
            "`8080`",
            "Port of the pages and the API; 0 takes a free one."),
    TRUSTED_PROXIES(
            "server.trusted-proxies",
            "FOLDBASE_TRUSTED_PROXIES",
            "",
            "Addresses or networks, with commas between, of the proxies in front: what they say of"
                    + " their clients (`X-Forwarded-*`) is believed, nobody else's is."),
    TLS_CERTIFICATE(
            "server.tls.certificate",
            "FOLDBASE_TLS_CERTIFICATE",
            "",
            "File of the certificate and those above it, in PEM: the server then speaks HTTPS."),
    TLS_KEY(
            "server.tls.key",
            "FOLDBASE_TLS_KEY",
            "",
            "File of the certificate's private key, in PEM, which only the server may read.");

    private enum Place {
        ANYWHERE,
        FILE_ONLY,
        OUTSIDE_FILE
    }

    private static final class Text {
        static final String EMBEDDED = "SQLite in the data directory";
        static final String URL =
                "Database of this environment: sqlite:, postgresql:, mariadb: or mysql:.";
        static final String USER = "Who connects, unless the URL says it.";
        static final String PASSWORD = "With what, unless the URL says it.";
    }

    private final String key;
    private final String variable;
    private final String defaultText;
    private final String description;
    private final Place place;

    Setting(String key, String variable, String defaultText, String description) {
        this(key, variable, defaultText, description, Place.ANYWHERE);
    }

    Setting(String key, String variable, String defaultText, String description, Place place) {
        this.key = key;
        this.variable = variable;
        this.defaultText = defaultText;
        this.description = description;
        this.place = place;
    }

    /** As foldbase.yaml writes it, nested keys with dots. */
    public String key() {
        return key;
    }

    /** The option of commands, where they have one for it. */
    String flag() {
        return this == ENVIRONMENT ? "--env" : "--" + key.substring(key.lastIndexOf('.') + 1);
    }

    /** The environment variable, if there is one. */
    public Optional<String> variable() {
        return variable.isEmpty() ? Optional.empty() : Optional.of(variable);
    }

    /** The default in Markdown, or nothing. */
    public String defaultText() {
        return defaultText;
    }

    public String description() {
        return description;
    }

    /** Whether foldbase.yaml may have it. */
    public boolean isInFile() {
        return place != Place.OUTSIDE_FILE;
    }

    static Setting url(Environment environment) {
        return valueOf(environment.name() + "_URL");
    }

    static Setting user(Environment environment) {
        return valueOf(environment.name() + "_USER");
    }

    static Setting password(Environment environment) {
        return valueOf(environment.name() + "_PASSWORD");
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values()).filter(it -> it.isInFile() && it.key.equals(key)).findAny();
    }

    static Optional<Setting> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(it -> it.variable().equals(Optional.of(variable)))
                .findAny();
    }

    /** The key of the file that looks most like one that is not there. */
    static String nearestKey(String wrong) {
        return nearest(wrong, Arrays.stream(values()).filter(Setting::isInFile).map(Setting::key));
    }

    static String nearestVariable(String wrong) {
        return nearest(wrong, Arrays.stream(values()).flatMap(it -> it.variable().stream()));
    }

    private static String nearest(String wrong, Stream<String> names) {
        return names.min((one, other) ->
                        Integer.compare(distance(wrong, one), distance(wrong, other)))
                .orElseThrow();
    }

    /** Edits from one name to the other, by Levenshtein's recurrence over two rows. */
    private static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 0; i < from.length(); i++) {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < to.length(); j++) {
                int replaced = diagonal + (from.charAt(i) == to.charAt(j) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.min(replaced, Math.min(row[j], diagonal) + 1);
            }
        }
        return row[to.length()];
    }
}
