package org.foldbase.server.cli;

import java.util.Optional;
import java.util.stream.Stream;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.settings.SettingsException;
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

    /** What is behind Spring's account of a failed start, if it is one that people can act on. */
    static RuntimeException understood(RuntimeException failure) {
        return causes(failure)
                .filter(it -> it instanceof DatabaseException || it instanceof SettingsException)
                .map(RuntimeException.class::cast)
                .findFirst()
                .orElse(failure);
    }

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(
                        Optional.of(failure),
                        Optional::isPresent,
                        it -> it.map(Throwable::getCause))
                .flatMap(Optional::stream);
    }

    /** Has a process that was told to stop, and has done so, end with 0. */
    static void endsWell() {
        endedWell = true;
    }

    static boolean hasEndedWell() {
        return endedWell;
    }
}
