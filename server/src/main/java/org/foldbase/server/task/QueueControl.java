package org.foldbase.server.task;

import java.util.List;
import java.util.Set;
import org.foldbase.server.access.Actor;
import org.foldbase.server.database.ProcessRegistry;

/** The queues as operators see and hold them. Every change is noted in the audit. */
public interface QueueControl {

    /**
     * How all queues do, in their order.
     *
     * @param processes the servers and workers that are there
     */
    record Report(List<QueueState> queues, List<ProcessRegistry.Live> processes) {
        public Report {
            queues = List.copyOf(queues);
            processes = List.copyOf(processes);
        }

        /** The state of one queue. */
        public QueueState of(QueueName queue) {
            return queues.stream().filter(it -> it.queue() == queue).findFirst().orElseThrow();
        }
    }

    Report report(Actor by);

    /**
     * Lets no task of a queue begin from within a second; those that run go on, and more may be
     * queued. One that is paused already stays as it is.
     */
    void pause(Actor by, QueueName queue);

    /** Lets tasks of a queue begin again. */
    void resume(Actor by, QueueName queue);

    /**
     * Queues all FAILED tasks of these queues that nobody tried again yet, as new ones.
     *
     * @return how many; tasks of kinds that this program does not know stay as they are
     */
    int retryFailed(Actor by, Set<QueueName> queues);

    /**
     * Cancels all QUEUED tasks of these queues; those that run go on.
     *
     * @return how many
     */
    int purge(Actor by, Set<QueueName> queues);
}
