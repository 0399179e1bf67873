package org.foldbase.server.task.internal;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes tasks away from workers that fell silent. Every worker does it for all. */
@Component
class Reaper {

    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

    private final TaskTable table;
    private final Leases leases;
    private final Kinds kinds;
    private final QueuedAgain queuedAgain;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;

    Reaper(
            TaskTable table,
            Leases leases,
            Kinds kinds,
            QueuedAgain queuedAgain,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.leases = leases;
        this.kinds = kinds;
        this.queuedAgain = queuedAgain;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.writing = new TransactionTemplate(transactions);
    }

    /**
     * Queues what can be tried again, and ends the rest.
     *
     * @param own whether this process works on a task, and so is not silent
     */
    void reap(Predicate<UUID> own) {
        List<Leases.Expired> expired =
                Objects.requireNonNull(reading.execute(status -> leases.expired()));
        expired.stream()
                .filter(task -> !own.test(task.id()))
                .filter(task ->
                        Objects.requireNonNull(writing.execute(status -> isQueuedAgain(task))))
                .forEach(task -> queuedAgain.offer(task.id()));
    }

    /**
     * Whether the task may be taken again; one that may not has ended, or another reaper has it.
     */
    private boolean isQueuedAgain(Leases.Expired task) {
        String error =
                "The worker (%s) fell silent: it died, or its machine did."
                        .formatted(task.worker());
        if (task.cancelRequested()) {
            ended(task, leases.cancelExpired(task), "cancelled");
        } else if (leases.reviveExpired(task, error)) {
            LOG.warn("task {} is queued again: worker {} fell silent", task.id(), task.worker());
            return true;
        } else if (isKnown(task)) {
            ended(task, leases.failExpired(task, error), "failed");
        }
        return false;
    }

    /** What a kind has to be told of is left to a worker that knows it. */
    private boolean isKnown(Leases.Expired task) {
        return table.find(task.id()).flatMap(it -> kinds.find(it.kind())).isPresent();
    }

    private void ended(Leases.Expired task, boolean counted, String how) {
        if (counted) {
            LOG.warn("task {} {}: worker {} fell silent", task.id(), how, task.worker());
            table.find(task.id()).ifPresent(kinds::ended);
        }
    }
}
