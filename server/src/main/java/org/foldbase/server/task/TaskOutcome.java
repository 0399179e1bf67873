package org.foldbase.server.task;

import java.util.Optional;

/**
 * What a task made.
 *
 * @param filePath its main file, as {@link TaskRun#write} named it
 * @param inTransaction writes rows in the very transaction that makes the task DONE; it is not run,
 *     or undone, when another attempt has taken the task over
 */
public record TaskOutcome(Optional<String> filePath, Runnable inTransaction) {

    /** Nothing but the fact that it is done. */
    public static TaskOutcome nothing() {
        return new TaskOutcome(Optional.empty(), () -> {});
    }

    /** Rows. */
    public static TaskOutcome of(Runnable inTransaction) {
        return new TaskOutcome(Optional.empty(), inTransaction);
    }

    /** A file, and rows that name it. */
    public static TaskOutcome of(String filePath, Runnable inTransaction) {
        return new TaskOutcome(Optional.of(filePath), inTransaction);
    }
}
