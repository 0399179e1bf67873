package org.foldbase.server.access;

import java.util.Objects;
import java.util.Set;
import org.foldbase.server.shared.Refusal;

/** The one place that decides who may do what. */
public final class Policy {

    private Policy() {}

    /** Whether someone may do this at all; what is done to something is asked with it. */
    public static boolean allows(Actor actor, Permission permission) {
        return switch (permission) {
            case ENTER, SEE -> true;
            case OWN_ACCOUNT -> actor.isSignedIn() && actor.scope() == TokenScope.ADMIN;
            case CREATE, CHANGE -> isAtLeast(actor, Role.ANALYST, TokenScope.WRITE);
            case IMPORT_FROM_DISK -> isAtLeast(actor, Role.MAINTAINER, TokenScope.WRITE);
            case SEE_OPERATIONS -> isAtLeast(actor, Role.ADMIN, TokenScope.READ);
            case RUN_OPERATIONS -> isAtLeast(actor, Role.ADMIN, TokenScope.WRITE);
            case MANAGE_USERS -> isAtLeast(actor, Role.ADMIN, TokenScope.ADMIN);
        };
    }

    /** Whether someone may do this to something of that ownership. */
    public static boolean allows(Actor actor, Permission permission, Ownership of) {
        boolean own = actor.userId().isPresent() && actor.userId().getAsLong() == of.ownerId();
        boolean admin = isAdmin(actor);
        if (permission == Permission.SEE) {
            return own
                    || admin
                    || switch (of.visibility()) {
                        case PRIVATE -> false;
                        case SHARED -> actor.isSignedIn();
                        case PUBLIC -> true;
                    };
        }
        return allows(actor, permission) && (own || admin);
    }

    /** What someone sees of what has an {@link Ownership}, for queries. */
    public static Scope scope(Actor actor) {
        if (isAdmin(actor)) {
            return new Scope(true, actor.userId(), Set.of(Visibility.values()));
        }
        return new Scope(
                false,
                actor.userId(),
                actor.isSignedIn()
                        ? Set.of(Visibility.SHARED, Visibility.PUBLIC)
                        : Set.of(Visibility.PUBLIC));
    }

    private static boolean isAdmin(Actor actor) {
        return actor.role().filter(role -> role == Role.ADMIN).isPresent();
    }

    private static boolean isAtLeast(Actor actor, Role role, TokenScope scope) {
        return actor.role().filter(it -> it.compareTo(role) >= 0).isPresent()
                && actor.scope().compareTo(scope) >= 0;
    }

    /** Refuses what {@link #allows(Actor, Permission)} denies. */
    public static void require(Actor actor, Permission permission) {
        if (!allows(actor, permission)) {
            throw denied(actor);
        }
    }

    /**
     * Refuses what {@link #allows(Actor, Permission, Ownership)} denies; what someone may not even
     * see is said not to be there.
     *
     * @param what as people call it: {@code dataset 7}
     */
    public static void require(Actor actor, Permission permission, Ownership of, String what) {
        if (!allows(actor, Permission.SEE, of)) {
            throw Refusal.notFound("There is no " + Objects.requireNonNull(what) + ".");
        }
        if (!allows(actor, permission, of)) {
            throw denied(actor);
        }
    }

    private static Refusal denied(Actor actor) {
        return actor.isSignedIn()
                ? new Refusal(Refusal.Kind.FORBIDDEN, "Your account may not do this.")
                : new Refusal(Refusal.Kind.UNAUTHENTICATED, "Sign in to do this.");
    }
}
