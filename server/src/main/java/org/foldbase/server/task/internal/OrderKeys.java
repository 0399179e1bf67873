package org.foldbase.server.task.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The order in which tasks were queued, whichever machine did: microseconds by the database's
 * clock. It is asked now and then, and this machine counts on from there, so that a wrong clock
 * here does not matter.
 */
@Component
class OrderKeys {

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final TaskTable table;
    private boolean known;
    private long knownMicros;
    private long knownAtNanos;
    private long last;

    OrderKeys(TaskTable table) {
        this.table = table;
    }

    /** A key that this process gives once; within the caller's transaction. */
    synchronized long next() {
        if (!known || System.nanoTime() - knownAtNanos > BETWEEN_LOOKS_NANOS) {
            knownMicros = ChronoUnit.MICROS.between(Instant.EPOCH, table.now());
            knownAtNanos = System.nanoTime();
            known = true;
        }
        long now = knownMicros + TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - knownAtNanos);
        last = Math.max(last + 1, now);
        return last;
    }
}
