package org.foldbase.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.foldbase.server.database.DatabaseAddress.Backend;
import org.foldbase.server.settings.DatabaseSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://ann@db.lab:5433/hic, postgresql://ann@db.lab:5433/hic",
        "postgres://db/hic, postgresql://db:5432/hic",
        "jdbc:postgresql://DB/hic?user=ann&sslmode=require, postgresql://ann@db:5432/hic",
        "postgresql+psycopg2://ann:x@db/hic, postgresql://ann@db:5432/hic",
        "mariadb://db/hic, mariadb://db:3306/hic",
        "mysql://ann:x@db/hic, mysql://ann@db:3306/hic",
        "sqlite:/var/lib/fold.db, sqlite:/var/lib/fold.db",
        "sqlite:////var/lib/fold.db, sqlite:/var/lib/fold.db",
        "jdbc:sqlite:/var/lib/../fold.db, sqlite:/var/fold.db",
    })
    void everyWayToWriteItIsShownInOneWithoutThePassword(String url, String shown) {
        assertThat(DatabaseAddress.parse(url, "here")).hasToString(shown);
    }

    @Test
    void aPasswordMayHaveAnyCharacter() {
        DatabaseAddress address =
                DatabaseAddress.parse("postgresql://a%40b:p+%2F%3A%25@db/hic", "here");
        assertThat(address.user()).contains("a@b");
        assertThat(address.password()).contains("p+/:%");
        assertThat(address.hasPassword()).isTrue();
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/hic");
    }

    @Test
    void parametersGoToTheDriverAndAreNotShown() {
        DatabaseAddress address =
                DatabaseAddress.parse("postgresql://db/hic?sslmode=require&password=x", "here");
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/hic?sslmode=require");
        assertThat(address).hasToString("postgresql://db:5432/hic");
        assertThat(address.password()).contains("x");
    }

    @Test
    void whatTheUrlLeavesOutTheSettingsSay() {
        DatabaseAddress address =
                DatabaseAddress.of(
                        new DatabaseSettings("postgresql://ann@db/hic", "bob", "secret", "here"));
        assertThat(address.user()).contains("ann");
        assertThat(address.password()).contains("secret");
    }

    @Test
    void aFileIsAbsolute() {
        DatabaseAddress address = DatabaseAddress.parse("sqlite:fold.db", "here");
        assertThat(address.backend()).isEqualTo(Backend.SQLITE);
        assertThat(address.file()).isEqualTo(Path.of("fold.db").toAbsolutePath());
        assertThat(address.user()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oracle://db/hic",
                "",
                "foldbase.db",
                "postgresql:hic",
                "postgresql://db",
                "postgresql://db/",
                "postgresql://d b/hic",
                "sqlite:",
                "sqlite::memory:",
                "sqlite:/a?mode=ro"
            })
    void whatIsNoAddressIsRefusedWithTheFormsThereAre(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url, "foldbase.yaml:3"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("foldbase.yaml:3: ")
                .hasMessageContaining("; write sqlite:/path/to/foldbase.db, postgresql://");
    }

    @Test
    void aWrongUrlIsNotRepeatedForItMayHoldThePassword() {
        assertThatThrownBy(() -> DatabaseAddress.parse("postgresql://a:top secret@db/x", "here"))
                .message()
                .doesNotContain("secret");
    }
}
