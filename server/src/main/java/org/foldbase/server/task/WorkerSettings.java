package org.foldbase.server.task;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.foldbase.server.settings.Settings;

/**
 * How a process runs tasks. A process without a bean of this type queues tasks and runs none.
 *
 * @param threads how many tasks of each queue run at once; of a queue that is missing, none
 * @param lease after what silence another worker takes a task over
 * @param drain how long running tasks may go on when the process is to stop
 */
public record WorkerSettings(Map<QueueName, Integer> threads, Duration lease, Duration drain) {

    /** Enough on one machine. */
    public static final Duration USUAL_LEASE = Duration.ofSeconds(4);

    /** Enough where workers are on several machines. */
    public static final Duration LEASE_ACROSS_MACHINES = Duration.ofSeconds(15);

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

    /** The lease unless something else is said: the longer one where there is a Redis. */
    public static Duration usualLease(Settings settings) {
        return settings.redis().isPresent() ? LEASE_ACROSS_MACHINES : USUAL_LEASE;
    }

    public WorkerSettings withLease(Duration lease) {
        return new WorkerSettings(threads, lease, drain);
    }

    /** These queues, with the usual times. */
    public static WorkerSettings of(Map<QueueName, Integer> threads) {
        return new WorkerSettings(threads, USUAL_LEASE, USUAL_DRAIN);
    }
}
