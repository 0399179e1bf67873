package org.foldbase.server.access.internal;

import java.util.Optional;

/** Which passwords are too easy to guess. */
final class PasswordRules {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    private PasswordRules() {}

    /** Why a password is not taken, as one sentence; nothing if it is. */
    static Optional<String> trouble(String password, String userName) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            return Optional.of(
                    "A password has "
                            + SHORTEST
                            + " to "
                            + LONGEST
                            + " characters; this has "
                            + length
                            + ".");
        }
        return Optional.empty();
    }
}
