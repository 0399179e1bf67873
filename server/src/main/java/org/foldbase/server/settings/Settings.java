package org.foldbase.server.settings;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process was told: flags before environment variables before foldbase.yaml before
 * defaults.
 *
 * @param dataDir the data directory, absolute; it need not be there yet
 * @param configFile the file that was read, or would be
 * @param environment the one that commands work on
 * @param databases one for each environment
 * @param allowProductionReset whether the file permits to replace rows in prod
 * @param autoUpgrade whether a server may upgrade a database; nothing if not said
 * @param poolSize connections at most
 * @param redis how workers hear of tasks; nothing when they look into the database
 * @param web where the server is reached
 */
public record Settings(
        Path dataDir,
        Path configFile,
        Environment environment,
        Map<Environment, DatabaseSettings> databases,
        boolean allowProductionReset,
        Optional<Boolean> autoUpgrade,
        int poolSize,
        Duration connectTimeout,
        Optional<RedisAddress> redis,
        FileSettings files,
        WebSettings web) {

    private static final int MOST_CONNECTIONS = 1000;
    private static final int MOST_SECONDS = 3600;
    private static final int MOST_HOURS = 8760;
    private static final long GIGABYTE = 1_000_000_000;
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,8}) ?(B|KB|MB|GB|TB)");

    public Settings {
        databases = Map.copyOf(databases);
    }

    /**
     * Reads all sources.
     *
     * @param flags what the command line says
     * @param variables the process's environment; those that begin with {@code FOLDBASE_} count
     * @throws SettingsException an unknown key, or a value without sense
     */
    public static Settings load(Map<Setting, String> flags, Map<String, String> variables) {
        Values values = new Values(flags, variables);
        Path dataDir =
                values.get(Setting.DATA_DIR)
                        .map(value -> path(value.text()))
                        .orElseGet(() -> defaultDataDir(variables, "foldbase"));
        Optional<SettingValue> config = values.get(Setting.CONFIG);
        Path file =
                config.map(value -> path(value.text())).orElse(dataDir.resolve("foldbase.yaml"));
        if (Files.exists(file)) {
            values.file.putAll(SettingsFile.read(file));
        } else if (config.isPresent()) {
            throw new SettingsException(
                    "there is no file " + file + " (" + config.get().place() + ")");
        }
        Environment environment =
                values.read(Setting.ENVIRONMENT, Environment::of).orElse(Environment.DEV);
        return new Settings(
                dataDir,
                file,
                environment,
                databases(values, environment, dataDir),
                values.read(Setting.ALLOW_PRODUCTION_RESET, Settings::yesOrNo).orElse(false),
                values.read(Setting.AUTO_UPGRADE, Settings::yesOrNo),
                values.read(Setting.POOL_SIZE, text -> number(text, MOST_CONNECTIONS)).orElse(10),
                Duration.ofSeconds(
                        values.read(Setting.CONNECT_TIMEOUT, text -> number(text, MOST_SECONDS))
                                .orElse(10)),
                values.read(Setting.QUEUE_URL, RedisAddress::parse).flatMap(it -> it),
                files(values),
                web(values));
    }

    /** The current environment's database. */
    public DatabaseSettings database() {
        return database(environment);
    }

    public DatabaseSettings database(Environment of) {
        DatabaseSettings database = databases.get(of);
        if (database == null) {
            throw new IllegalArgumentException("no database for " + of);
        }
        return database;
    }

    /** The same with another database for an environment. */
    public Settings with(Environment of, DatabaseSettings database) {
        Map<Environment, DatabaseSettings> changed = new EnumMap<>(databases);
        changed.put(of, database);
        return new Settings(
                dataDir,
                configFile,
                environment,
                changed,
                allowProductionReset,
                autoUpgrade,
                poolSize,
                connectTimeout,
                redis,
                files,
                web);
    }

    /** A folder of that name in the XDG data home. */
    public static Path defaultDataDir(Map<String, String> variables, String name) {
        String dataHome = variables.getOrDefault("XDG_DATA_HOME", "");
        Path parent =
                dataHome.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "share")
                        : Path.of(dataHome);
        return parent.resolve(name).toAbsolutePath().normalize();
    }

    private static FileSettings files(Values values) {
        return new FileSettings(
                values.read(Setting.UPLOAD_MAX_SIZE, Settings::bytes).orElse(200 * GIGABYTE),
                values.read(Setting.UPLOAD_QUOTA, Settings::bytes).orElse(1000 * GIGABYTE),
                Duration.ofHours(
                        values.read(Setting.UPLOAD_EXPIRY, text -> number(text, MOST_HOURS))
                                .orElse(72)),
                values.read(Setting.IMPORT_ROOTS, Settings::folders).orElse(List.of()));
    }

    private static Map<Environment, DatabaseSettings> databases(
            Values values, Environment current, Path dataDir) {
        Map<Environment, DatabaseSettings> databases = new EnumMap<>(Environment.class);
        for (Environment environment : Environment.values()) {
            Optional<SettingValue> url = values.get(Setting.url(environment));
            if (environment == current && values.get(Setting.DATABASE_URL).isPresent()) {
                url = values.get(Setting.DATABASE_URL);
            }
            SettingValue embedded =
                    new SettingValue(
                            "sqlite:" + dataDir.resolve(environment.key()).resolve("foldbase.db"),
                            DatabaseSettings.DEFAULT_PLACE);
            SettingValue used = url.orElse(embedded);
            databases.put(
                    environment,
                    new DatabaseSettings(
                            used.text(),
                            values.text(Setting.user(environment)),
                            values.text(Setting.password(environment)),
                            used.place()));
        }
        return databases;
    }

    private static WebSettings web(Values values) {
        return new WebSettings(
                values.get(Setting.HOST).map(SettingValue::text).orElse(WebSettings.THIS_MACHINE),
                values.read(
                                Setting.PORT,
                                text -> text.equals("0") ? 0 : number(text, WebSettings.LAST_PORT))
                        .orElse(WebSettings.DEFAULT_PORT),
                values.read(Setting.TRUSTED_PROXIES, WebSettings::networks).orElse(List.of()),
                values.get(Setting.TLS_CERTIFICATE).map(it -> path(it.text())),
                values.get(Setting.TLS_KEY).map(it -> path(it.text())));
    }

    private static Path path(String text) {
        return Path.of(text).toAbsolutePath().normalize();
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SettingsException("it is true or false, not '" + text + "'");
        };
    }

    /** A number of bytes: {@code 200 GB}. */
    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new SettingsException("it is a size such as 500 MB or 2 TB, not '" + text + "'");
        }
        long unit =
                switch (matcher.group(2)) {
                    case "KB" -> 1_000L;
                    case "MB" -> 1_000_000L;
                    case "GB" -> GIGABYTE;
                    case "TB" -> 1000 * GIGABYTE;
                    default -> 1L;
                };
        return Long.parseLong(matcher.group(1)) * unit;
    }

    private static List<Path> folders(String text) {
        return Arrays.stream(text.split(File.pathSeparator, -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(Settings::folder)
                .toList();
    }

    private static Path folder(String text) {
        if (!Path.of(text).isAbsolute()) {
            throw new SettingsException("it needs absolute paths, not '" + text + "'");
        }
        return Path.of(text).normalize();
    }

    private static int number(String text, int most) {
        if (!text.matches("[1-9]\\d{0,8}") || Integer.parseInt(text) > most) {
            throw new SettingsException(
                    "it is a whole number from 1 to " + most + ", not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** All sources by precedence. */
    private static final class Values {
        private final Map<Setting, SettingValue> outside = new EnumMap<>(Setting.class);
        private final Map<Setting, SettingValue> file = new EnumMap<>(Setting.class);

        Values(Map<Setting, String> flags, Map<String, String> variables) {
            variables.forEach((name, value) -> {
                if (name.startsWith("FOLDBASE_") && !value.isEmpty()) {
                    Setting setting =
                            Setting.ofVariable(name).orElseThrow(() -> unknownVariable(name));
                    outside.put(setting, new SettingValue(value, name));
                }
            });
            flags.forEach((setting, value) ->
                    outside.put(setting, new SettingValue(value, setting.flag())));
        }

        private static SettingsException unknownVariable(String name) {
            return new SettingsException(
                    "unknown environment variable "
                            + name
                            + "; did you mean "
                            + Setting.nearestVariable(name)
                            + "?");
        }

        Optional<SettingValue> get(Setting setting) {
            return Optional.ofNullable(outside.get(setting))
                    .or(() -> Optional.ofNullable(file.get(setting)));
        }

        String text(Setting setting) {
            return get(setting).map(SettingValue::text).orElse("");
        }

        <T> Optional<T> read(Setting setting, Function<String, T> reader) {
            return get(setting)
                    .map(value -> {
                        try {
                            return reader.apply(value.text());
                        } catch (SettingsException e) {
                            throw new SettingsException(
                                    value.place() + ": " + setting.key() + ": " + e.getMessage(),
                                    e);
                        }
                    });
        }
    }
}
