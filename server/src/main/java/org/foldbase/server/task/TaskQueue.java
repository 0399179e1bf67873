package org.foldbase.server.task;

import java.util.Optional;
import java.util.UUID;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;

/** The queue of tasks. Everything joins the caller's transaction, or has one of its own. */
public interface TaskQueue {

    /**
     * Puts a task at the end of its queue, where workers see it once the transaction is committed.
     *
     * @return its id, or that of the task with the same input hash that is QUEUED, RUNNING or DONE
     * @throws IllegalArgumentException there is no such kind
     */
    UUID enqueue(NewTask task);

    Optional<TaskView> find(UUID id);

    /**
     * What tasks of a kind do, in a few words; the kind itself if this program does not know it.
     */
    String title(String kind);

    /** Whether this program can do a task, whose kind or parameters may be a newer one's. */
    boolean knows(TaskView task);

    /** Tasks, the newest first, in two statements. */
    Listing<TaskView> list(TaskFilter filter, int page, int size);

    /**
     * Makes a QUEUED task CANCELLED at once, and a RUNNING one within a few seconds; one that has
     * ended stays as it is.
     *
     * @throws Refusal there is no such task
     */
    void cancel(UUID id);

    /**
     * Queues a FAILED or CANCELLED task again, as a new one.
     *
     * @return the new one's id
     * @throws Refusal there is no such task, or it did not end so
     */
    UUID retry(UUID id);

    /** Lets what a DONE task made be computed again, because it was deleted. */
    void release(String inputHash);
}
