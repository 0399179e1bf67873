package org.foldbase.server.task.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells workers at once of tasks that were taken away from others, at their old places. */
@Component
class QueuedAgain {

    private final TaskTable table;
    private final Dispatch dispatch;
    private final TransactionTemplate reading;

    QueuedAgain(TaskTable table, Dispatch dispatch, PlatformTransactionManager transactions) {
        this.table = table;
        this.dispatch = dispatch;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /** Offers a task, unless someone has it already. */
    void offer(UUID id) {
        Optional<Dispatch.Offer> offer =
                Objects.requireNonNull(reading.execute(status -> table.offer(id)));
        offer.ifPresent(it -> dispatch.offer(List.of(it)));
    }
}
