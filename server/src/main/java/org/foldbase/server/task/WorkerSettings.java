package org.foldbase.server.task;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a process runs tasks. A process without a bean of this type queues tasks and runs none.
 *
 * @param threads how many tasks of each queue run at once; of a queue that is missing, none
 * @param lease after what silence another worker takes a task over
 * @param drain how long running tasks may go on when the process is to stop
 */
public record WorkerSettings(Map<QueueName, Integer> threads, Duration lease, Duration drain) {

    /** Enough on one machine; give more where the network or the database may be slow. */
    public static final Duration USUAL_LEASE = Duration.ofSeconds(4);

    private static final Duration USUAL_DRAIN = Duration.ofSeconds(5);

    public WorkerSettings {
        threads = Map.copyOf(threads);
    }

    /** All queues: two short ones at once, a medium one a processor, one long one. */
    public static WorkerSettings ofThisMachine() {
        Map<QueueName, Integer> threads = new EnumMap<>(QueueName.class);
        threads.put(QueueName.SHORT, 2);
        threads.put(QueueName.MEDIUM, Runtime.getRuntime().availableProcessors());
        threads.put(QueueName.LONG, 1);
        return of(threads);
    }

    /** These queues, with the usual times. */
    public static WorkerSettings of(Map<QueueName, Integer> threads) {
        return new WorkerSettings(threads, USUAL_LEASE, USUAL_DRAIN);
    }
}
