package org.foldbase.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir private Path dataDir;
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void useTheFolder() {
        variables.put("FOLDBASE_DATA_DIR", dataDir.toString());
    }

    @Test
    void withoutAnySettingTheDatabaseIsAnSqliteFileOfTheDevelopmentEnvironment() {
        Settings settings = load();
        assertThat(settings.environment()).isEqualTo(Environment.DEV);
        assertThat(settings.database().url()).isEqualTo("sqlite:" + dataDir + "/dev/foldbase.db");
        assertThat(settings.database(Environment.PROD).url())
                .isEqualTo("sqlite:" + dataDir + "/prod/foldbase.db");
        assertThat(settings.allowProductionReset()).isFalse();
        assertThat(settings.autoUpgrade()).isEmpty();
        assertThat(settings.poolSize()).isEqualTo(10);
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theQueueIsTheDatabaseUnlessItSaysARedis() {
        assertThat(load().redis()).isEmpty();
        variables.put("FOLDBASE_QUEUE_URL", "database");
        assertThat(load().redis()).isEmpty();
        variables.put("FOLDBASE_QUEUE_URL", "rediss://lab:p%40ss+w%2Fo@redis.lab:7000/3");
        assertThat(load().redis())
                .contains(
                        new RedisAddress(
                                true,
                                "redis.lab",
                                7000,
                                3,
                                Optional.of("lab"),
                                Optional.of("p@ss+w/o")));
        variables.put("FOLDBASE_QUEUE_URL", "redis://:secret@redis.lab");
        assertThat(load().redis().orElseThrow())
                .hasToString("redis://redis.lab:6379")
                .extracting(RedisAddress::password)
                .isEqualTo(Optional.of("secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis",
                "redis://",
                "http://redis.lab",
                "redis://:hunter2@host:99999",
                "redis://hunter2@host",
                "redis://:hunter2@ho st",
                "redis://:hunter2@host/zero"
            })
    void aQueueThatIsNoUrlOfARedisIsRefusedWithoutItsPassword(String url) {
        variables.put("FOLDBASE_QUEUE_URL", url);
        assertThatThrownBy(this::load)
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(
                        "FOLDBASE_QUEUE_URL: queue.url: it is database, or redis://")
                .hasStackTraceContaining("queue.url")
                .satisfies(
                        it -> assertThat(Throwables.getStackTrace(it)).doesNotContain("hunter2"));
    }

    @Test
    void withoutADataDirectoryTheXdgDataHomeIsUsed() {
        variables.clear();
        variables.put("XDG_DATA_HOME", dataDir.toString());
        assertThat(load().dataDir()).isEqualTo(dataDir.resolve("foldbase"));
        assertThat(Settings.defaultDataDir(Map.of(), "foldbase"))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".local/share/foldbase"));
    }

    @Test
    void flagsComeBeforeVariablesBeforeTheFileBeforeDefaults() throws IOException {
        file("environment: test");
        assertThat(load().environment()).isEqualTo(Environment.TEST);
        variables.put("FOLDBASE_ENV", "prod");
        assertThat(load().environment()).isEqualTo(Environment.PROD);
        assertThat(Settings.load(Map.of(Setting.ENVIRONMENT, "dev"), variables).environment())
                .isEqualTo(Environment.DEV);
    }

    @Test
    void theFileNestsItsKeys() throws IOException {
        file(
                """
                environments:
                  prod:
                    url: postgresql://db/lab
                    user: foldbase
                    password: secret
                db:
                  auto-upgrade: true
                  pool-size: 3
                  connect-timeout: 2
                allow-production-reset: true
                """);
        Settings settings = load();
        assertThat(settings.database(Environment.PROD))
                .isEqualTo(
                        new DatabaseSettings(
                                "postgresql://db/lab",
                                "foldbase",
                                "secret",
                                dataDir.resolve("foldbase.yaml") + ":3"));
        assertThat(settings.autoUpgrade()).contains(true);
        assertThat(settings.poolSize()).isEqualTo(3);
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.allowProductionReset()).isTrue();
        assertThat(settings.toString()).doesNotContain("secret", "postgresql");
    }

    @Test
    void theDatabaseUrlReplacesThatOfTheCurrentEnvironmentOnly() {
        variables.put("FOLDBASE_DATABASE_URL", "postgresql://db/lab");
        variables.put("FOLDBASE_ENV", "test");
        Settings settings = load();
        assertThat(settings.database(Environment.TEST).url()).isEqualTo("postgresql://db/lab");
        assertThat(settings.database(Environment.DEV).url()).startsWith("sqlite:");
        assertThat(settings.database(Environment.PROD).url()).startsWith("sqlite:");
    }

    @Test
    void anotherFileMayBeNamedAndHasToBeThere() throws IOException {
        Path other = Files.writeString(dataDir.resolve("other.yaml"), "environment: prod");
        variables.put("FOLDBASE_CONFIG", other.toString());
        assertThat(load().environment()).isEqualTo(Environment.PROD);
        variables.put("FOLDBASE_CONFIG", dataDir.resolve("none.yaml").toString());
        refused("there is no file " + dataDir.resolve("none.yaml") + " (FOLDBASE_CONFIG)");
    }

    @Test
    void anEmptyFileSaysNothing() throws IOException {
        file("# nothing yet\n");
        assertThat(load().environment()).isEqualTo(Environment.DEV);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enviroment: prod | 1: unknown key 'enviroment'; did you mean environment?",
                "db:\\n  poolsize: 3 | 2: unknown key 'db.poolsize'; did you mean db.pool-size?",
                "data-dir: /tmp | 1: unknown key 'data-dir'; did you mean",
                "environment: production | 1: environment: there is no environment 'production'",
                "db.pool-size: 0 | 1: db.pool-size: it is a whole number from 1 to 1000, not '0'",
                "db.pool-size: many | 1: db.pool-size: it is a whole number from 1 to 1000",
                "allow-production-reset: yes | 1: allow-production-reset: it is true or false",
                "environment: [dev] | 1: environment needs one value",
                "environment: | 1: environment needs one value",
                "environment: dev\\nenvironment: test | 2: environment is there twice",
                "- dev | 1: the file is not a map of keys",
                "a: b: c | 1: mapping values are not allowed here",
            })
    void aWrongFileIsRefusedWithItsLine(String text, String sentence) throws IOException {
        file(text.replace("\\n", "\n"));
        refused(dataDir.resolve("foldbase.yaml") + ":" + sentence.strip());
    }

    @Test
    void anUnknownVariableIsRefusedWithTheNearestName() {
        variables.put("FOLDBASE_ENVIRONMENT", "prod");
        refused("unknown environment variable FOLDBASE_ENVIRONMENT; did you mean FOLDBASE_ENV?");
    }

    @Test
    void productionResetIsPermittedInTheFileOnly() {
        variables.put("FOLDBASE_ALLOW_PRODUCTION_RESET", "true");
        refused("unknown environment variable FOLDBASE_ALLOW_PRODUCTION_RESET");
    }

    private Settings load() {
        return Settings.load(Map.of(), variables);
    }

    private void file(String text) throws IOException {
        Files.writeString(dataDir.resolve("foldbase.yaml"), text);
    }

    private void refused(String sentence) {
        assertThatThrownBy(this::load)
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(sentence);
    }
}
