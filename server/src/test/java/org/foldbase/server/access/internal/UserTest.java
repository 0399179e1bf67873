package org.foldbase.server.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.ConstraintViolationException;
import java.time.Instant;
import org.foldbase.server.access.Role;
import org.foldbase.server.testing.TestDatabase;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;

/** Names that people take for one are one on every back-end, and others are not. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UserTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456789Z");

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "ada,Ada",
                "ada,ADA",
                "ada,'ada  '",
                "ada,' ada'",
                "Jos\u00e9,Jose\u0301",
                "JOS\u00c9,jos\u00e9",
                "\ufb01na,fina",
                "\uff21nn,ann",
                "\u212bsa,\u00e5sa"
            })
    void aNameIsTakenInWhateverWayItIsWritten(String first, String second) {
        assertThatThrownBy(() -> saveTogether(first, second))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @ParameterizedTest
    @CsvSource({"jose,jos\u00e9", "ada,ada_", "a-b,a_b", "stra\u00dfe,strasse", "\u0131vo,ivo"})
    void otherNamesAreOthers(String first, String second) {
        saveTogether(first, second);
    }

    private void saveTogether(String first, String second) {
        Users users = database.bean(Users.class);
        database.undone(session -> {
            users.saveAndFlush(user(first));
            users.saveAndFlush(user(second));
            session.clear();
            assertThat(users.findByUsernameKey(NameKey.of(second.strip() + "  ")))
                    .hasValueSatisfying(
                            found -> assertThat(found.username).isEqualTo(second.strip()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a b", "a\tb", "a/b", "<a>", "a\u0000", "a,b"})
    void whatIsNoUserNameIsRefused(String name) {
        Users users = database.bean(Users.class);
        assertThatThrownBy(() -> users.saveAndFlush(user(name)))
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.org", "Ada@Example.org ", "\uff21da@example.org"})
    void anEmailIsTakenOnceToo(String second) {
        Users users = database.bean(Users.class);
        database.undone(session -> {
            users.saveAndFlush(withEmail(user("first"), "ada@example.org"));
            assertThatThrownBy(() -> users.saveAndFlush(withEmail(user("second"), second)))
                    .isInstanceOf(DataIntegrityViolationException.class);
        });
    }

    private static User user(String name) {
        return new User(name, "hash", Role.VIEWER, NOW);
    }

    private static User withEmail(User user, String email) {
        user.changeEmail(email, NOW);
        return user;
    }
}
