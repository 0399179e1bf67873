package org.foldbase.server.access.internal;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.foldbase.server.shared.Refusal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords, which takes memory and time on purpose, so only some at once. */
@Component
class Passwords {

    /** In the place of the hash of a user who never chose a password; no password matches it. */
    static final String NONE = "none";

    /** Each takes 19 MiB. */
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PasswordEncoder encoder;
    private final CompletableFuture<String> nobodys;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    @Autowired
    Passwords() {
        this(new Argon2PasswordEncoder(16, 32, 1, 19456, 2));
    }

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.nobodys = CompletableFuture.supplyAsync(() -> encoder.encode(Secret.fresh("")));
    }

    String hash(String password) {
        return inTurn(() -> encoder.encode(normal(password)));
    }

    /**
     * Whether it is the password with that hash. Without a hash the same work is done, and the
     * answer is no.
     */
    boolean matches(String password, Optional<String> hash) {
        Optional<String> chosen = hash.filter(it -> !it.equals(NONE));
        String compared = chosen.orElseGet(nobodys::join);
        boolean same = inTurn(() -> encoder.matches(normal(password), compared));
        return same && chosen.isPresent();
    }

    /** The same characters are the same password, whichever way a keyboard sends them. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusal.tooMany(
                        "The server is busy with other sign-ins. Try again in a moment.", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to hash a password", e);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
