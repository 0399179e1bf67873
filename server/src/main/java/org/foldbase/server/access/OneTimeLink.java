package org.foldbase.server.access;

import java.time.Instant;

/**
 * What lets someone in once.
 *
 * @param key 256 random bits in letters; kept as a hash only, so it is seen here and never again
 * @param userName whom it lets in
 */
public record OneTimeLink(String key, Purpose purpose, String userName, Instant expiresAt) {

    /** What it is good for. */
    public enum Purpose {
        SIGN_IN,
        /** To choose a password, and sign in. */
        SET_PASSWORD
    }

    /** The page's address on the server, which begins with a slash. */
    public String path() {
        return "/sign-in/once?key=" + key;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "one-time link of " + userName;
    }
}
