package org.foldbase.server.access;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.shared.Listing;

/** The users. Whatever changes one is decided by {@link Policy} and written to the audit. */
public interface Accounts {

    Optional<Account> find(long id);

    /** By user name, in whatever way it is written. */
    Optional<Account> find(String name);

    /** The user names of those of these ids that there are. */
    Map<Long, String> names(Collection<Long> ids);

    /** By name, page by page. */
    Listing<Account> list(Actor by, int page, int size);

    /** A new user, who has no password until a one-time link or {@link #setPassword} gives one. */
    default Account add(Actor by, String name, Optional<String> email, Role role) {
        return add(by, name, email, role, Optional.empty());
    }

    /**
     * A new user.
     *
     * @param password empty if a one-time link shall let the user choose one
     */
    Account add(
            Actor by, String name, Optional<String> email, Role role, Optional<String> password);

    /** Changes what a user may do, and ends the user's sessions. */
    void changeRole(Actor by, long id, Role role);

    /** Ends the user's sessions, deletes the tokens and links, and allows no others. */
    void disable(Actor by, long id);

    void enable(Actor by, long id);

    /** Gives a user a password, and ends the user's sessions. */
    void setPassword(Actor by, long id, String password);

    /**
     * Changes one's own password, and ends one's other sessions.
     *
     * @param keep the key of the session that goes on
     */
    void changeOwnPassword(Actor actor, String current, String wanted, String keep, Origin from);

    /** A link to choose a password with, good once and for 24 hours. */
    OneTimeLink passwordLink(Actor by, long id);

    /** A link to sign in with, good once and for an hour; for a demo, which nobody else reaches. */
    OneTimeLink signInLink(Actor by, long id);

    /**
     * While no user ever had a password: a link to choose that of {@code admin}, who is made if
     * there is nobody yet. A server shows it where it was started.
     */
    Optional<OneTimeLink> firstAdminLink();
}
