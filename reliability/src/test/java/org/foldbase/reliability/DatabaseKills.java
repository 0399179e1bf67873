package org.foldbase.reliability;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** PostgreSQL dies by kill -9 under load, and comes back. */
final class DatabaseKills {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LONGEST_AWAY_MS = 3_000;

    private DatabaseKills() {}

    static void run(Ground ground, Tally tally) throws Exception {
        tally.parameter("workers", "2 with 2 threads");
        tally.parameter("away", "up to " + LONGEST_AWAY_MS + " ms");
        ground.worker(2);
        ground.worker(2);
        Set<UUID> tasks = new HashSet<>();
        int refused;
        try (Load load = new Load(ground)) {
            while (!tally.isComplete()) {
                long before = ground.history().done();
                Waiting.until(
                        "tasks are done again",
                        PATIENCE,
                        () -> ground.history().done() > before + 5);
                Waiting.until("tasks run", PATIENCE, () -> !ground.history().running().isEmpty());
                Waiting.pause(ThreadLocalRandom.current().nextInt(500));
                ground.postgres().kill();
                Waiting.pause(ThreadLocalRandom.current().nextInt(LONGEST_AWAY_MS));
                ground.postgres().start();
                tally.event();
            }
            load.end();
            tasks.addAll(load.queued());
            refused = load.refused();
        }
        // A commit may have been told to nobody.
        Set<UUID> there = ground.history().tasks();
        there.removeAll(tasks);
        tally.require(
                there.size() <= refused,
                "%d tasks came of %d refusals".formatted(there.size(), refused));
        tally.count("enqueues refused while it was away", refused);
        tasks.addAll(there);
        new Verdict(ground, 0).of(tasks, tally);
    }
}
