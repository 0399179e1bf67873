package org.foldbase.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Browsers that are signed in. A session's key is its cookie; only its hash is kept. */
public interface Logins {

    /** A session that goes on. */
    record Session(
            long id,
            String address,
            Optional<String> userAgent,
            Instant createdAt,
            Instant lastUsedAt,
            boolean current) {}

    /**
     * Begins a session. An unknown name, a wrong password and a user who may not sign in are
     * refused with the same words after the same work.
     *
     * @return the session's key
     * @throws org.foldbase.server.shared.Refusal after too many tries from there or for that name
     *     with the time to wait
     */
    String signIn(String name, String password, Origin from);

    /** A link that is still good; looking at it does not use it up. */
    Optional<OneTimeLink> link(String key);

    /**
     * Uses up a link and begins a session.
     *
     * @param password the one chosen, if the link is for that; empty otherwise
     * @return the session's key
     */
    String signInOnce(String key, String password, Origin from);

    /** Whose session it is; none if it ended. Being asked keeps the session going. */
    Optional<Actor> actor(String sessionKey);

    void signOut(String sessionKey);

    /** Someone's own sessions, the last used first. */
    List<Session> sessions(Actor actor, String currentKey);

    /** Ends one of one's own sessions. */
    void end(Actor actor, long sessionId);
}
