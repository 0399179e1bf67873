package org.foldbase.server.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** What hashing says, and how much work it does. */
class PasswordsTest {

    /** The real one, which notes what it compared with. */
    private static final class Noting implements PasswordEncoder {
        private final PasswordEncoder real = new Argon2PasswordEncoder(16, 32, 1, 19456, 2);
        private final List<String> compared = new ArrayList<>();

        @Override
        public String encode(@Nullable CharSequence password) {
            return String.valueOf(real.encode(password));
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            compared.add(String.valueOf(hash));
            return real.matches(password, hash);
        }
    }

    private final Noting encoder = new Noting();
    private final Passwords passwords = new Passwords(encoder);

    @Test
    void theRightPasswordMatchesItsHash() {
        String hash = passwords.hash("violet otters fold");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("violet otters fold", Optional.of(hash))).isTrue();
        assertThat(passwords.matches("violet otters hold", Optional.of(hash))).isFalse();
    }

    @Test
    void nobodysPasswordTakesTheSameWorkAsSomebodys() {
        String hash = passwords.hash("violet otters fold");
        passwords.matches("wrong", Optional.of(hash));
        passwords.matches("wrong", Optional.empty());
        passwords.matches("wrong", Optional.of(Passwords.NONE));
        assertThat(encoder.compared)
                .hasSize(3)
                .allMatch(it -> it.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    @Test
    void whoHasNoPasswordIsNotLetInWithAny() {
        assertThat(passwords.matches("", Optional.of(Passwords.NONE))).isFalse();
        assertThat(passwords.matches(Passwords.NONE, Optional.of(Passwords.NONE))).isFalse();
        assertThat(passwords.matches("", Optional.empty())).isFalse();
    }

    @Test
    void thePasswordIsTheSameHoweverAKeyboardComposesItsLetters() {
        String hash = passwords.hash("caf\u00e9 au lait 1815");
        assertThat(passwords.matches("cafe\u0301 au lait 1815", Optional.of(hash))).isTrue();
    }
}
