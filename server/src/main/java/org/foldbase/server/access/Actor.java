package org.foldbase.server.access;

import java.util.Optional;
import java.util.OptionalLong;
import org.foldbase.server.shared.Refusal;

/**
 * Who asks for something.
 *
 * @param userId none when nobody is signed in
 * @param name the user name
 * @param role none when nobody is signed in
 * @param scope at most this, whatever the role allows; a browser's session has ADMIN
 */
public record Actor(OptionalLong userId, String name, Optional<Role> role, TokenScope scope) {

    private static final Actor ANONYMOUS =
            new Actor(OptionalLong.empty(), "anonymous", Optional.empty(), TokenScope.READ);

    /** A user. */
    public static Actor of(long userId, String name, Role role, TokenScope scope) {
        return new Actor(OptionalLong.of(userId), name, Optional.of(role), scope);
    }

    /** Someone who did not sign in. */
    public static Actor anonymous() {
        return ANONYMOUS;
    }

    /** The person at the server's own command line, who may do everything. */
    public static Actor operator(String name) {
        return new Actor(OptionalLong.empty(), name, Optional.of(Role.ADMIN), TokenScope.ADMIN);
    }

    public boolean isSignedIn() {
        return userId.isPresent();
    }

    /** The user's id, or a refusal that asks to sign in. */
    public long requireUserId() {
        return userId.orElseThrow(
                () -> new Refusal(Refusal.Kind.UNAUTHENTICATED, "Sign in to do this."));
    }
}
