package org.foldbase.reliability;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Redis is not there when workers start, is emptied, and is killed and comes back empty, under
 * load: queueing goes on, and every task is done.
 */
final class RedisOutages {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LONGEST_AWAY_MS = 3_000;
    private static final int LONGEST_ENQUEUE_MS = 5_000;

    private RedisOutages() {}

    static void run(Ground ground, Tally tally) throws Exception {
        tally.parameter("workers", "2 with 2 threads");
        tally.parameter("away", "up to " + LONGEST_AWAY_MS + " ms");
        ground.redis().kill();
        ground.worker(2);
        ground.worker(2);
        try (Load load = new Load(ground)) {
            Waiting.until(
                    "tasks are queued without a Redis", PATIENCE, () -> load.queued().size() > 20);
            ground.redis().start();
            tally.event();
            while (!tally.isComplete()) {
                long before = ground.history().done();
                Waiting.until(
                        "tasks are done again",
                        PATIENCE,
                        () -> ground.history().done() > before + 5);
                Waiting.pause(ThreadLocalRandom.current().nextInt(500));
                if (tally.events() % 2 == 0) {
                    tally.require(ground.redis().ask("FLUSHALL").startsWith("+OK"), "no FLUSHALL");
                } else {
                    ground.redis().kill();
                    Waiting.pause(ThreadLocalRandom.current().nextInt(LONGEST_AWAY_MS));
                    ground.redis().start();
                }
                tally.event();
            }
            load.end();
            tally.require(load.refused() == 0, load.refused() + " tasks could not be queued");
            tally.count("longest enqueue, ms", load.longestMs());
            tally.requireInFull(
                    load.longestMs() < LONGEST_ENQUEUE_MS,
                    "queueing a task took " + load.longestMs() + " ms");
            new Verdict(ground, 0).of(load.queued(), tally);
        }
    }
}
