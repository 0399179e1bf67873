package org.foldbase.server.cli;

import org.springframework.context.ConfigurableApplicationContext;

/** A process that works until it is told to stop, which is how it ends well. */
final class LongRun {

    private static volatile boolean endedWell;

    private LongRun() {}

    /** Waits for the signal to stop, then closes the context. */
    static void untilStopped(ConfigurableApplicationContext context) {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            // It is what the signal does; the context closes on a thread that is not interrupted.
        } finally {
            context.close();
        }
    }

    /** Has a process that was told to stop, and has done so, end with 0. */
    static void endsWell() {
        endedWell = true;
    }

    static boolean hasEndedWell() {
        return endedWell;
    }
}
