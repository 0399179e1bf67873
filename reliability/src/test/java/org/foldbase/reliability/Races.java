package org.foldbase.reliability;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Transactions queue a task beside a row of their own while workers take tasks as fast as they can;
 * half of the transactions are undone, and with them their tasks.
 */
final class Races {

    private static final int THREADS = 8;
    private static final int WORKERS = 2;

    private Races() {}

    static void run(Ground ground, Tally tally) throws Exception {
        tally.parameter("transactions at once", THREADS);
        tally.parameter("workers", WORKERS + " with 2 threads");
        ground.execute(
                ground.adapter() == Adapter.SQLITE
                        ? "create table proof_row (task_id blob not null)"
                        : "create table proof_row (task_id uuid not null)");
        for (int i = 0; i < WORKERS; i++) {
            ground.worker(2);
        }
        Queue<UUID> committed = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            while (!tally.isComplete()) {
                List<? extends Future<Optional<UUID>>> all =
                        IntStream.range(0, 100)
                                .mapToObj(it -> threads.submit(() -> transact(ground)))
                                .toList();
                for (Future<Optional<UUID>> one : all) {
                    one.get().ifPresent(committed::add);
                    tally.event();
                }
            }
        }
        new Verdict(ground, 0).of(committed, tally);
        tally.count("transactions undone", tally.events() - committed.size());
        tally.require(
                ground.number(
                                "select count(*) from proof_row where task_id in (select id from"
                                        + " task where status = 'DONE')")
                        == committed.size(),
                "rows and tasks do not go together");
        tally.require(
                ground.number(
                                "select count(*) from proof_event where task_id not in (select"
                                        + " task_id from proof_row)")
                        == 0,
                "a task ran that never was");
    }

    /** The task, if its transaction was committed. */
    private static Optional<UUID> transact(Ground ground) {
        boolean undone = ThreadLocalRandom.current().nextBoolean();
        UUID id =
                ground.transaction()
                        .execute(status -> {
                            UUID task = ground.enqueue(0, 0);
                            ground.jdbc()
                                    .update(
                                            "insert into proof_row (task_id) values (?)",
                                            statement -> ground.values().set(statement, task));
                            Waiting.pause(ThreadLocalRandom.current().nextInt(3));
                            if (undone) {
                                status.setRollbackOnly();
                            }
                            return task;
                        });
        return undone ? Optional.empty() : Optional.ofNullable(id);
    }
}
