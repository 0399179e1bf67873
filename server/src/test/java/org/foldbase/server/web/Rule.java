package org.foldbase.server.web;

import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Visibility;

/** Who is let through to a route, said a second time, in other words than the program's. */
enum Rule {
    /** Whoever asks. */
    EVERYONE,
    /** Nobody: the answer is always that there is nothing. */
    HIDDEN,
    /** Whoever is signed in, in a browser or with a token that may do everything. */
    ACCOUNT,
    /** Whoever is signed in, with any token. */
    SIGNED_IN,
    ANALYST,
    MAINTAINER,
    ADMIN,
    /** Administrators, with any token. */
    WATCH,
    /** Administrators, with a token that may write. */
    OPERATE,
    /** Its owner alone, with what {@link #ACCOUNT} asks. */
    OWN,
    /** Its owner alone, with what {@link #ANALYST} asks. */
    OWN_WORK,
    /** Its owner and administrators. */
    MINE,
    /** Whoever may see it. */
    SEE,
    /** Whoever may see it, with what {@link #ANALYST} asks. */
    USE,
    /** Its owner and administrators, with what {@link #ANALYST} asks. */
    CHANGE;

    /** Whether the answer depends on whose the object is. */
    boolean isAboutOwner() {
        return compareTo(OWN) >= 0;
    }

    /**
     * Whether somebody is let through.
     *
     * @param own whether the object is the asker's; without an object it does not matter
     */
    boolean letsThrough(Asking asker, boolean own, Visibility visibility) {
        return switch (this) {
            case EVERYONE -> true;
            case HIDDEN -> false;
            case ACCOUNT -> asker.may(Role.VIEWER, TokenScope.ADMIN);
            case SIGNED_IN -> asker.may(Role.VIEWER, TokenScope.READ);
            case ANALYST -> asker.may(Role.ANALYST, TokenScope.WRITE);
            case MAINTAINER -> asker.may(Role.MAINTAINER, TokenScope.WRITE);
            case ADMIN -> asker.may(Role.ADMIN, TokenScope.ADMIN);
            case WATCH -> asker.may(Role.ADMIN, TokenScope.READ);
            case OPERATE -> asker.may(Role.ADMIN, TokenScope.WRITE);
            case OWN -> own && asker.may(Role.VIEWER, TokenScope.ADMIN);
            case OWN_WORK -> own && asker.may(Role.ANALYST, TokenScope.WRITE);
            case MINE -> own || asker.may(Role.ADMIN, TokenScope.READ);
            case SEE -> sees(asker, own, visibility);
            case USE -> asker.may(Role.ANALYST, TokenScope.WRITE) && sees(asker, own, visibility);
            case CHANGE ->
                    asker.may(Role.ANALYST, TokenScope.WRITE)
                            && (own || asker.may(Role.ADMIN, TokenScope.WRITE));
        };
    }

    private static boolean sees(Asking asker, boolean own, Visibility visibility) {
        return own
                || visibility == Visibility.PUBLIC
                || (visibility == Visibility.SHARED && asker.may(Role.VIEWER, TokenScope.READ))
                || asker.may(Role.ADMIN, TokenScope.READ);
    }
}
