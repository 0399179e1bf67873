package org.foldbase.server.database.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.LiveUse;
import org.foldbase.server.database.Separation;
import org.foldbase.server.database.Stamp;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only a server can do wrong: other sessions, other names of a host, no database yet. */
final class ServerGuardsTest {

    @TempDir private Path data;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void someoneElsesSessionIsNamedAndInTheWay(Backend backend) throws Exception {
        Settings settings = ResettingProcess.settings(data, backend.freshUrl());
        Connections connections = connections(settings);
        try (Connection mine = connections.getConnection()) {
            LiveUse.requireNone(mine, connections.address());
            try (Connection other = connections.getConnection()) {
                assertThat(other.isValid(1)).isTrue();
                assertThatThrownBy(() -> LiveUse.requireNone(mine, connections.address()))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageMatching(
                                ".* is in use by (postgres|root) from .*; stop what uses it, then"
                                        + " try again");
            }
            LiveUse.requireNone(mine, connections.address());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aDatabaseThatTheServerHasNotIsMade(Backend backend) throws Exception {
        String url = backend.freshUrl().replaceFirst("/(t\\d+)(\\?|$)", "/not_there_$1$2");
        Settings settings = ResettingProcess.settings(data, url);
        assertThat(connections(settings).isThere()).isFalse();
        ResettingProcess.run(settings, new SmallSample(), (name, moment) -> {});
        try (Connection connection = connections(settings).getConnection()) {
            assertThat(Stamp.read(connection).orElseThrow().environment())
                    .isEqualTo(Environment.DEV);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void anotherNameOfTheSameHostIsTheSameDatabase(Backend backend) throws Exception {
        String url = backend.freshUrl();
        String alias = url.replaceFirst("//(localhost|127\\.0\\.0\\.1)", "//[::1]");
        assertThat(alias).isNotEqualTo(url);
        Settings settings =
                Settings.load(
                        Map.of(
                                Setting.DATA_DIR, data.toString(),
                                Setting.DEV_URL, url,
                                Setting.TEST_URL, alias),
                        Map.of());
        assertThatThrownBy(() -> Separation.require(settings, Environment.DEV, Optional.empty()))
                .hasMessageContaining("dev and test have one database");
    }

    private static Connections connections(Settings settings) {
        return Connections.to(DatabaseAddress.of(settings.database()), settings.connectTimeout());
    }
}
