package org.foldbase.server.task.internal;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseAddress.Backend;
import org.foldbase.server.task.QueueName;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Workers look into the table itself; those of this process are told to look at once. */
class DatabaseDispatch implements Dispatch {

    private final TaskTable table;
    private final boolean canSkipLocked;
    private final TransactionTemplate transaction;
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();

    DatabaseDispatch(
            TaskTable table, DatabaseAddress address, PlatformTransactionManager transactions) {
        this.table = table;
        this.canSkipLocked = address.backend() == Backend.POSTGRESQL;
        this.transaction = new TransactionTemplate(transactions);
        // SQLite's readers wait for nobody, and an empty queue is the usual case.
        this.transaction.setReadOnly(!canSkipLocked);
    }

    @Override
    public void offer(List<Offer> offers) {
        wakes.forEach(Runnable::run);
    }

    @Override
    public void whenOffered(Runnable wake) {
        wakes.add(wake);
    }

    @Override
    public void take(QueueName queue, Map<String, Integer> kinds, int most, Claim claim) {
        if (canSkipLocked) {
            transaction.executeWithoutResult(
                    status -> table.nextLocked(queue, kinds, most).forEach(claim::won));
            return;
        }
        int won = 0;
        List<UUID> next = next(queue, kinds, most);
        while (won < most && !next.isEmpty()) {
            for (UUID id : next) {
                won += claim.won(id) ? 1 : 0;
            }
            // Those that others won leave room for the ones behind them.
            next = won < most ? next(queue, kinds, most - won) : List.of();
        }
    }

    private List<UUID> next(QueueName queue, Map<String, Integer> kinds, int most) {
        List<UUID> ids = transaction.execute(status -> table.next(queue, kinds, most));
        return ids == null ? List.of() : ids;
    }
}
