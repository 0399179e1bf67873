package org.foldbase.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys to the API that users make for their programs. Only their hashes are kept. */
public interface Tokens {

    /** How long a token may be good for. */
    Duration LONGEST = Duration.ofDays(365);

    /** A token, without what it is. */
    record Token(
            long id,
            String name,
            TokenScope scope,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> lastUsedAt) {}

    /**
     * A token that was just made.
     *
     * @param key what a program sends; seen here and never again
     */
    record Made(Token token, String key) {
        /** Without the key. */
        @Override
        public String toString() {
            return token.toString();
        }
    }

    /** Makes one of one's own. */
    Made make(Actor actor, String name, TokenScope scope, Duration goodFor);

    /** Someone's own, the newest first. */
    List<Token> list(Actor actor);

    /** Takes back one of one's own. */
    void revoke(Actor actor, long id);

    /** Whose token it is, with its scope; none if it is not or no longer good. */
    Optional<Actor> actor(String key);
}
