package org.foldbase.server.task;

/**
 * How one kind of task is done: a bean of the feature that has the work. A process runs the kinds
 * that it has beans for, and leaves all others in the queue.
 */
public interface TaskKind {

    /** The same for ever, since rows hold it: {@code dataset.check}. */
    String name();

    /** What it does, in a few words for people: {@code Check of a file}. */
    String title();

    QueueName queue();

    /**
     * Of its parameters; to be raised when older programs would misread them. Tasks of newer
     * versions are left to newer programs, those of older ones are to be understood.
     */
    default int version() {
        return 1;
    }

    /** How often it is tried. */
    default int maxAttempts() {
        return 3;
    }

    /**
     * Does the work, outside any transaction. It may be done more than once, and twice at the same
     * time when a machine stops for a while: what it makes is to be given back, or written by
     * {@link TaskRun#write}.
     *
     * @throws PermanentFailure trying again is of no use
     * @throws Exception anything else is tried again
     */
    TaskOutcome run(TaskRun run) throws Exception;

    /**
     * Called in the transaction that makes a task FAILED or CANCELLED, in any process.
     *
     * @param task with its error
     */
    default void ended(TaskView task) {}

    /**
     * Called in the transaction in which a person asked for a task again.
     *
     * @param task the new one
     */
    default void retried(TaskView task) {}
}
