package org.foldbase.server.web;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Logins;
import org.foldbase.server.access.Origin;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Tokens;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.dataset.FileLocation;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.TaskQueue;
import org.foldbase.server.testing.HardRows;
import org.foldbase.server.testing.TestServer;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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
                    Map.entry("session", Kinds::session),
                    Map.entry(
                            "assembly", (server, owner, who) -> row(server, "assembly", Map.of())),
                    Map.entry("dataset", Kinds::dataset),
                    Map.entry("upload", Kinds::upload),
                    Map.entry("pileup-region", Kinds::pileupRegion),
                    Map.entry("pileup", Kinds::pileup),
                    Map.entry("task", Kinds::task));

    private static final String OBJECT = "an object";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private Kinds() {}

    private static String user(TestServer server, Account owner, Visibility visibility) {
        String name = "object" + COUNTER.incrementAndGet();
        return Long.toString(server.user(name, Role.ANALYST).id());
    }

    private static String task(TestServer server, Account owner, Visibility visibility) {
        return server.bean(TaskQueue.class)
                .enqueue(NewTask.of("dataset.check").owner(owner.id()))
                .toString();
    }

    private static String token(TestServer server, Account owner, Visibility visibility) {
        Actor actor = TestServer.actor(owner);
        Tokens tokens = server.bean(Tokens.class);
        tokens.list(actor).stream()
                .filter(it -> it.name().equals(OBJECT))
                .forEach(it -> tokens.revoke(actor, it.id()));
        return Long.toString(
                tokens.make(actor, OBJECT, TokenScope.READ, Duration.ofDays(1)).token().id());
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

    private static String dataset(TestServer server, Account owner, Visibility visibility) {
        return row(
                server,
                "dataset",
                Map.of(
                        "ownerId",
                        owner.id(),
                        "visibility",
                        visibility,
                        "state",
                        DatasetState.READY,
                        "location",
                        FileLocation.MANAGED,
                        "filePath",
                        "datasets/0/none"));
    }

    private static String upload(TestServer server, Account owner, Visibility visibility) {
        return row(
                server,
                "upload",
                Map.of(
                        "ownerId",
                        owner.id(),
                        "lengthBytes",
                        7L,
                        "expiresAt",
                        Instant.parse("2999-01-01T00:00:00Z")));
    }

    private static String pileupRegion(TestServer server, Account owner, Visibility visibility) {
        long regionSet = Long.parseLong(dataset(server, owner, visibility));
        return row(server, "pileup_region", Map.of("datasetId", regionSet));
    }

    /** Of a map and a region set that have the same owner and are seen by the same. */
    private static String pileup(TestServer server, Account owner, Visibility visibility) {
        return row(
                server,
                "pileup",
                Map.of(
                        "datasetId",
                        Long.parseLong(dataset(server, owner, visibility)),
                        "pileupRegionId",
                        Long.parseLong(pileupRegion(server, owner, visibility))));
    }

    /** A row of a table with these values in these fields of its entity. */
    private static String row(TestServer server, String table, Map<String, Object> values) {
        EntityManager session =
                SharedEntityManagerCreator.createSharedEntityManager(
                        server.bean(EntityManagerFactory.class));
        String id =
                new TransactionTemplate(server.bean(PlatformTransactionManager.class))
                        .execute(status -> {
                            Class<?> entity = HardRows.entity(table);
                            Object row = new HardRows(session).sparse(entity);
                            HardRows.fields(entity).stream()
                                    .filter(field -> values.containsKey(field.getName()))
                                    .forEach(field ->
                                            HardRows.set(row, field, values.get(field.getName())));
                            session.persist(row);
                            session.flush();
                            return HardRows.get(row, HardRows.id(entity)).toString();
                        });
        return Objects.requireNonNull(id);
    }
}
