package org.foldbase.server.task.internal;

import java.util.Set;
import java.util.UUID;
import org.foldbase.server.task.QueueName;

/**
 * How workers hear which tasks are next: by their ids alone. The table is the truth; an id that is
 * heard of too late, twice or not at all does no harm, as long as each is offered again until it is
 * claimed.
 */
interface Dispatch {

    /**
     * Tells of a task that was queued; called after the commit.
     *
     * @param priority higher ones first
     * @param orderKey lower ones first among equal priorities
     */
    void offer(UUID id, QueueName queue, int priority, long orderKey);

    /**
     * Hands ids to the claim in the order of the queue, until it has won that many or there are no
     * more.
     *
     * @param kinds the only ones that are asked for
     * @param claim whether the task is the caller's now; it may join a transaction of this method,
     *     so nothing is claimed before this returns
     */
    void take(QueueName queue, Set<String> kinds, int most, Claim claim);

    /** Makes a task the caller's. */
    @FunctionalInterface
    interface Claim {
        /** Whether it was won, and not by someone else. */
        boolean won(UUID id);
    }

    /** Calls that whenever there may be something to take earlier than at the next look. */
    void whenOffered(Runnable wake);
}
