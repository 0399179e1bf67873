package org.foldbase.server.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords are taken. */
class PasswordRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "elevenchars | 12 to 128 characters",
                "aaaaaaaaaaaaaaaa | repeats a few characters",
                "abcabcabcabcabc | repeats a few characters",
                "xk4zbxk4zbxk4zb | repeats a few characters",
                "ada.lovelace1815 | little more than the user name",
                "Ada.Lovelace!!! | little more than the user name",
                "123456789012 | a row of keys or of numbers",
                "qwertyuiopasdf | a row of keys or of numbers",
                "1qaz2wsx3edc | a row of keys or of numbers",
                "poiuytrewq99999 | a row of keys or of numbers",
                "abcdefghijkl12 | a row of keys or of numbers",
                "Password1234! | what is tried first",
                "P@ssw0rd2026!! | what is tried first",
                "Welcome!Summer2026 | what is tried first",
                "iloveyou-princess | what is tried first",
                "admin@foldbase1 | what is tried first",
                "correct horse battery staple | what is tried first",
                "changeme-changeme1 | what is tried first",
            })
    void whatIsEasyToGuessIsRefusedWithTheReason(String password, String reason) {
        assertThat(PasswordRules.trouble(password, "ada.lovelace"))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains(reason).doesNotContain(password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "violet otters fold 7 maps",
                "gK7#tuw9Q!xz",
                "kalter Kaffee um drei",
                "rubber stamps on Tuesday",
                "дождь идёт с утра",
                "🧬🦦🗺️📐🎻🍋🚲🧭🪁🧶🪴🦉"
            })
    void whatIsHardToGuessIsTaken(String password) {
        assertThat(PasswordRules.trouble(password, "ada.lovelace")).isEmpty();
    }

    @Test
    void theLongestIsOf128CharactersHoweverManyBytesTheyTake() {
        String longest = "🧬🦦🗺📐🎻🍋🚲🧭".repeat(15) + "lemonade";
        assertThat(longest.codePointCount(0, longest.length())).isEqualTo(128);
        assertThat(PasswordRules.trouble(longest, "ada")).isEmpty();
        assertThat(PasswordRules.trouble(longest + "s", "ada")).isPresent();
    }

    @Test
    void aShortUserNameForbidsNoLetters() {
        assertThat(PasswordRules.trouble("violet otters fold", "o")).isEmpty();
    }
}
