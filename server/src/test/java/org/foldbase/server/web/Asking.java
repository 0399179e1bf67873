package org.foldbase.server.web;

import java.util.Optional;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;

/** Who asks in the test of routes: nobody, a browser of every role, and programs with tokens. */
enum Asking {
    ANONYMOUS,
    VIEWER,
    ANALYST,
    MAINTAINER,
    ADMIN,
    VIEWER_TOKEN_READ,
    VIEWER_TOKEN_ADMIN,
    ANALYST_TOKEN_READ,
    ANALYST_TOKEN_WRITE,
    ANALYST_TOKEN_ADMIN,
    MAINTAINER_TOKEN_WRITE,
    ADMIN_TOKEN_READ,
    ADMIN_TOKEN_WRITE,
    ADMIN_TOKEN_ADMIN;

    /** None for who is not signed in. */
    Optional<Role> role() {
        return this == ANONYMOUS
                ? Optional.empty()
                : Optional.of(Role.valueOf(name().split("_", -1)[0]));
    }

    /** None in a browser. */
    Optional<TokenScope> scope() {
        String[] words = name().split("_", -1);
        return words.length == 3 ? Optional.of(TokenScope.valueOf(words[2])) : Optional.empty();
    }

    /** Whether the role and, of a program, the token's scope are enough. */
    boolean may(Role least, TokenScope leastScope) {
        return role().filter(it -> it.compareTo(least) >= 0).isPresent()
                && scope().orElse(TokenScope.ADMIN).compareTo(leastScope) >= 0;
    }
}
