package org.foldbase.server.task.internal;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a task that failed waits for its next attempt: twice as long each time up to a limit,
 * and somewhat less by chance, so that tasks that failed together do not come back together.
 */
record Backoff(Duration first, Duration longest) {

    static final Backoff USUAL = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

    /**
     * The wait after an attempt.
     *
     * @param attempt counted from 1
     */
    Duration after(int attempt) {
        double doubled = (double) first.toMillis() * Math.pow(2, attempt - 1);
        double most = Math.min(doubled, (double) longest.toMillis());
        return Duration.ofMillis((long) ThreadLocalRandom.current().nextDouble(most / 2, most + 1));
    }
}
