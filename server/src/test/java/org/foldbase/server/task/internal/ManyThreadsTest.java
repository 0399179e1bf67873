package org.foldbase.server.task.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Sixty-four threads use one database at once, each in transactions of its own. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ManyThreadsTest {

    private static final int THREADS = 64;
    private static final int ROUNDS = 5;

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    @Test
    void noUpdateIsLostAndNobodyIsTurnedAway() throws Exception {
        UUID id = task();
        TransactionTemplate reading = database.transaction();
        reading.setReadOnly(true);
        eachRuns(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                database.run(session -> {
                    int rows =
                            session.createQuery(
                                            "update Task set attempt = attempt + 1 where id = :id")
                                    .setParameter("id", id)
                                    .executeUpdate();
                    assertThat(rows).isOne();
                    assertThat(session.find(Task.class, id).attempt).isPositive();
                    session.persist(new Task("beside", QueueName.SHORT, 1, Map.of(), NOW));
                });
                reading.executeWithoutResult(
                        status -> assertThat(attempts(id)).isBetween(1, THREADS * ROUNDS));
            }
        });
        assertThat(attempts(id)).isEqualTo(THREADS * ROUNDS);
    }

    @Test
    void aTaskIsClaimedByOneOfThem() throws Exception {
        UUID id = task();
        List<Integer> claims =
                together(() ->
                        database.in(session ->
                                session.createQuery(
                                                "update Task set status = :running where id = :id"
                                                        + " and status = :queued")
                                        .setParameter("id", id)
                                        .setParameter("running", TaskStatus.RUNNING)
                                        .setParameter("queued", TaskStatus.QUEUED)
                                        .executeUpdate()));
        assertThat(claims).containsOnly(0, 1).containsOnlyOnce(1);
    }

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456789Z");

    private UUID task() {
        return database.in(session -> {
            Task task = new Task("count", QueueName.SHORT, 1, Map.of(), NOW);
            session.persist(task);
            return Objects.requireNonNull(task.id);
        });
    }

    private int attempts(UUID id) {
        return database.bean(Tasks.class).findById(id).orElseThrow().attempt;
    }

    private static void eachRuns(Runnable work) throws Exception {
        together(() -> {
            work.run();
            return 0;
        });
    }

    private static <T> List<T> together(Callable<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(
                        threads.submit(() -> {
                            start.await();
                            return work.call();
                        }));
            }
            for (Future<T> one : running) {
                results.add(one.get(60, TimeUnit.SECONDS));
            }
        }
        return results;
    }
}
