package org.foldbase.server.cli.db;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine.Option;

/** Where the settings are; each is an environment variable too. */
public final class DatabaseOptions {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "The data directory. Default: FOLDBASE_DATA_DIR, else foldbase in the XDG data"
                            + " home.")
    private Optional<String> dataDir;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The file of settings. Default: FOLDBASE_CONFIG, else foldbase.yaml in the data"
                            + " directory.")
    private Optional<String> config;

    @Option(
            names = "--env",
            paramLabel = "ENV",
            description =
                    "The environment: dev, test or prod. Default: FOLDBASE_ENV, else what"
                            + " foldbase.yaml says, else dev.")
    private Optional<String> environment;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "The database, without a password. Default: FOLDBASE_DATABASE_URL, else the"
                            + " environment's own.")
    private Optional<String> databaseUrl;

    /** The settings after flags, variables and file. */
    public Settings settings() {
        return settings(Map.of());
    }

    /** Whether someone said which environment it is, other than in the file. */
    public boolean saysEnvironment() {
        String variable = System.getenv("FOLDBASE_ENV");
        return environment.isPresent() || (variable != null && !variable.isEmpty());
    }

    /** The same, with some flags set. */
    public Settings settings(Map<Setting, String> more) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        dataDir.ifPresent(it -> flags.put(Setting.DATA_DIR, it));
        config.ifPresent(it -> flags.put(Setting.CONFIG, it));
        environment.ifPresent(it -> flags.put(Setting.ENVIRONMENT, it));
        databaseUrl.ifPresent(it -> flags.put(Setting.DATABASE_URL, withoutPassword(it)));
        flags.putAll(more);
        return Settings.load(flags, System.getenv());
    }

    private static String withoutPassword(String url) {
        return withoutPassword(url, "--database-url", "FOLDBASE_DATABASE_URL or foldbase.yaml");
    }

    /** Refuses a URL on the command line that has a password. */
    static String withoutPassword(String url, String option, String where) {
        if (DatabaseAddress.parse(url, option).hasPassword()) {
            throw DatabaseException.refused(
                    "a password on the command line is seen by everyone on this machine; put the"
                            + " URL into "
                            + where);
        }
        return url;
    }
}
