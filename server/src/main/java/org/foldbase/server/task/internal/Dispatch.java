package org.foldbase.server.task.internal;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foldbase.server.task.QueueName;

/**
 * How workers hear which tasks are next: by their ids alone. The table is the truth; an id that is
 * heard of too late, twice or not at all does no harm, as long as each is offered again until it is
 * claimed.
 */
interface Dispatch {

    /**
     * A task that may be taken.
     *
     * @param version of its parameters
     * @param priority higher ones first
     * @param orderKey lower ones first among equal priorities
     */
    record Offer(UUID id, QueueName queue, String kind, int version, int priority, long orderKey) {}

    /**
     * Tells of tasks that one transaction queued; called after its commit. It neither waits nor
     * fails.
     */
    void offer(List<Offer> offers);

    /**
     * Hands ids to the claim in the order of the queue, until it has won that many or there are no
     * more.
     *
     * @param kinds the only ones that are asked for, each with the newest version of its parameters
     *     that is understood
     * @param claim whether the task is the caller's now; it may join a transaction of this method,
     *     so nothing is claimed before this returns
     */
    void take(QueueName queue, Map<String, Integer> kinds, int most, Claim claim);

    /** Makes a task the caller's. */
    @FunctionalInterface
    interface Claim {
        /** Whether it was won, and not by someone else. */
        boolean won(UUID id);
    }

    /** Calls that whenever there may be something to take earlier than at the next look. */
    void whenOffered(Runnable wake);
}
