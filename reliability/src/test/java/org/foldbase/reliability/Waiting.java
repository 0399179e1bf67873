package org.foldbase.reliability;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other processes do. */
final class Waiting {

    private static final long LOOK_MS = 20;

    private Waiting() {}

    /** What may or may not hold, and may fail to say so. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Goes on as soon as the condition holds. */
    static void until(String what, Duration most, Condition condition) throws Exception {
        if (!holdsWithin(most, condition)) {
            throw new ProofFailure("not within " + most.toSeconds() + " s: " + what);
        }
    }

    /** Whether the condition comes to hold in time. */
    static boolean holdsWithin(Duration most, Condition condition) throws Exception {
        long deadline = System.nanoTime() + most.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(LOOK_MS);
        }
        return true;
    }

    static void pause(long ms) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }
}
