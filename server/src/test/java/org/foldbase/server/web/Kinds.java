package org.foldbase.server.web;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Logins;
import org.foldbase.server.access.Origin;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Tokens;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.testing.TestServer;

/** What {@code {id}} stands for in the routes: each kind makes a new object of an owner's. */
final class Kinds {

    /** Makes an object. */
    @FunctionalInterface
    interface Maker {
        /**
         * A new one.
         *
         * @param visibility means nothing to what has none
         * @return the id that goes into the path
         */
        String make(TestServer server, Account owner, Visibility visibility);
    }

    /** By the name that the table of routes uses. */
    static final Map<String, Maker> MAKERS =
            Map.ofEntries(
                    Map.entry("user", Kinds::user),
                    Map.entry("token", Kinds::token),
                    Map.entry("session", Kinds::session));

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private Kinds() {}

    private static String user(TestServer server, Account owner, Visibility visibility) {
        String name = "object" + COUNTER.incrementAndGet();
        return Long.toString(server.user(name, Role.ANALYST).id());
    }

    private static String token(TestServer server, Account owner, Visibility visibility) {
        return Long.toString(
                server.bean(Tokens.class)
                        .make(
                                TestServer.actor(owner),
                                "an object",
                                TokenScope.READ,
                                Duration.ofDays(1))
                        .token()
                        .id());
    }

    private static String session(TestServer server, Account owner, Visibility visibility) {
        String link = server.bean(Accounts.class).signInLink(TestServer.OPERATOR, owner.id()).key();
        Logins logins = server.bean(Logins.class);
        String key = logins.signInOnce(link, "", new Origin("127.0.0.1", Optional.empty()));
        return logins.sessions(TestServer.actor(owner), key).stream()
                .filter(Logins.Session::current)
                .map(it -> Long.toString(it.id()))
                .findFirst()
                .orElseThrow();
    }
}
