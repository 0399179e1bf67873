package org.foldbase.server.task.internal;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.TaskFilter;
import org.foldbase.server.task.TaskKind;
import org.foldbase.server.task.TaskQueue;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.task.TaskView;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The queue in the table. */
@Service
class StoredTaskQueue implements TaskQueue {

    /** A task with the same input may fail between two looks, but not for ever. */
    private static final int LOOKS = 20;

    private final TaskTable table;
    private final Kinds kinds;
    private final Dispatch dispatch;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final EntityManager session;
    private final AtomicLong lastOrderKey = new AtomicLong();

    StoredTaskQueue(
            TaskTable table,
            Kinds kinds,
            Dispatch dispatch,
            PlatformTransactionManager transactions,
            EntityManagerFactory entities) {
        this.table = table;
        this.kinds = kinds;
        this.dispatch = dispatch;
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.session = SharedEntityManagerCreator.createSharedEntityManager(entities);
    }

    @Override
    public UUID enqueue(NewTask task) {
        TaskKind kind =
                kinds.find(task.kind())
                        .orElseThrow(() ->
                                new IllegalArgumentException("no kind of task " + task.kind()));
        return written(() -> insert(task, kind, Optional.empty()));
    }

    private UUID insert(NewTask task, TaskKind kind, Optional<UUID> retryOf) {
        // Rows that the task names are to be there before it.
        session.flush();
        for (int look = 0; look < LOOKS; look++) {
            Optional<UUID> there = task.inputHash().flatMap(table::active);
            if (there.isPresent()) {
                return there.get();
            }
            UUID id = UUID.randomUUID();
            long orderKey = nextOrderKey();
            table.insert(id, task, kind, orderKey, retryOf);
            boolean won =
                    task.inputHash().isEmpty()
                            || task.inputHash().flatMap(table::active).equals(Optional.of(id));
            if (won) {
                Dispatch.Offer offer =
                        new Dispatch.Offer(
                                id,
                                kind.queue(),
                                kind.name(),
                                kind.version(),
                                task.priority(),
                                orderKey);
                offerAfterCommit(offer);
                return id;
            }
        }
        throw new IllegalStateException("tasks with the input of " + task + " come and go");
    }

    /** Microseconds, each given once by this process. */
    private long nextOrderKey() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Clock.systemUTC().instant());
        return lastOrderKey.updateAndGet(last -> Math.max(last + 1, now));
    }

    /** All of a transaction at once, so that the first of them is not taken before the best. */
    private void offerAfterCommit(Dispatch.Offer offer) {
        TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Queued.class::isInstance)
                .map(Queued.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    Queued queued = new Queued();
                    TransactionSynchronizationManager.registerSynchronization(queued);
                    return queued;
                })
                .offers
                .add(offer);
    }

    /** What the transaction that goes on has queued. */
    private final class Queued implements TransactionSynchronization {

        private final List<Dispatch.Offer> offers = new ArrayList<>();

        @Override
        public void afterCommit() {
            dispatch.offer(offers);
        }
    }

    @Override
    public boolean knows(TaskView task) {
        return kinds.doing(task).isPresent();
    }

    @Override
    public String title(String kind) {
        return kinds.find(kind).map(TaskKind::title).orElse(kind);
    }

    @Override
    public Optional<TaskView> find(UUID id) {
        return read(() -> table.find(id));
    }

    @Override
    public Listing<TaskView> list(TaskFilter filter, int page, int size) {
        if (page < 1 || size < 1 || size > Listing.MAX_SIZE) {
            throw Refusal.invalid(
                    "Pages are counted from 1 and have 1 to " + Listing.MAX_SIZE + " rows.");
        }
        return read(() ->
                new Listing<>(table.page(filter, page, size), table.count(filter), page, size));
    }

    @Override
    public void cancel(UUID id) {
        written(() -> {
            if (table.cancelQueued(id)) {
                kinds.ended(required(id));
            } else if (!table.requestCancel(id)) {
                required(id);
            }
            return id;
        });
    }

    @Override
    public UUID retry(UUID id) {
        return written(() -> {
            table.lock(id);
            TaskView old = required(id);
            TaskKind kind =
                    kinds.doing(old)
                            .orElseThrow(() ->
                                    Refusal.conflict(
                                            "Nothing here does " + old.kind() + " any more."));
            if (old.status() != TaskStatus.FAILED && old.status() != TaskStatus.CANCELLED) {
                throw Refusal.conflict(
                        "Only a task that failed or was cancelled can be tried again.");
            }
            return table.retryOf(id).orElseGet(() -> insertRetry(old, kind));
        });
    }

    private UUID insertRetry(TaskView old, TaskKind kind) {
        UUID id = insert(table.again(old), kind, Optional.of(old.id()));
        TaskView task = required(id);
        if (task.retryOf().equals(Optional.of(old.id()))) {
            kind.retried(task);
        }
        return id;
    }

    private TaskView required(UUID id) {
        return table.find(id).orElseThrow(() -> Refusal.notFound("There is no task " + id + "."));
    }

    @Override
    public void release(String inputHash) {
        written(() -> {
            table.release(inputHash);
            return inputHash;
        });
    }

    private <T> T written(Supplier<T> work) {
        return Objects.requireNonNull(writing.execute(status -> work.get()));
    }

    private <T> T read(Supplier<T> work) {
        return Objects.requireNonNull(reading.execute(status -> work.get()));
    }
}
