package org.foldbase.server.task.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.foldbase.server.task.TaskFeed;
import org.foldbase.server.task.TaskView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the database again and again what changed of late. A change is seen when its transaction is
 * committed, which may be a while after the time that its row says; so each look goes back further
 * than the last, and what was seen before is left out.
 */
@Component
class PolledFeed implements TaskFeed, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(PolledFeed.class);
    private static final long LOOK_MS = 500;

    /** Longer than a transaction takes. */
    private static final Duration OVERLAP = Duration.ofSeconds(20);

    private static final int AT_ONCE = 500;

    private final TaskTable table;
    private final TransactionTemplate reading;
    private final List<Consumer<TaskView>> listeners = new CopyOnWriteArrayList<>();
    private @Nullable ScheduledExecutorService looking;
    private Map<UUID, TaskTable.Change> seen = Map.of();
    private long lookedAtNanos;
    private boolean troubled;

    PolledFeed(TaskTable table, PlatformTransactionManager transactions) {
        this.table = table;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    @Override
    public synchronized Subscription subscribe(Consumer<TaskView> listener) {
        // Equal listeners are not the same.
        Consumer<TaskView> one = task -> listener.accept(task);
        if (looking == null) {
            lookedAtNanos = System.nanoTime();
            seen = changes();
            looking =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().daemon().name("task-feed").factory());
            ScheduledFuture<?> _ =
                    looking.scheduleWithFixedDelay(
                            this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        }
        listeners.add(one);
        return () -> end(one);
    }

    private synchronized void end(Consumer<TaskView> listener) {
        listeners.remove(listener);
        if (listeners.isEmpty()) {
            destroy();
        }
    }

    @Override
    public synchronized void destroy() {
        if (looking != null) {
            looking.shutdown();
            looking = null;
        }
    }

    private void look() {
        try {
            changed().forEach(this::tell);
            if (troubled) {
                LOG.info("changes of tasks are seen again");
                troubled = false;
            }
        } catch (RuntimeException e) {
            if (!troubled) {
                LOG.warn("changes of tasks are not seen; trying on", e);
                troubled = true;
            }
        }
    }

    private synchronized List<TaskView> changed() {
        long now = System.nanoTime();
        Map<UUID, TaskTable.Change> current = changes();
        List<UUID> ids =
                current.values().stream()
                        .filter(it -> !it.equals(seen.get(it.id())))
                        .map(TaskTable.Change::id)
                        .toList();
        List<TaskView> tasks = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<UUID> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            tasks.addAll(Objects.requireNonNull(reading.execute(s -> table.findAll(some))));
        }
        seen = current;
        lookedAtNanos = now;
        return tasks;
    }

    /** What changed since before the last look that went well. */
    private Map<UUID, TaskTable.Change> changes() {
        Duration lately = OVERLAP.plusNanos(System.nanoTime() - lookedAtNanos);
        Map<UUID, TaskTable.Change> changes = new HashMap<>();
        Objects.requireNonNull(reading.execute(status -> table.changes(lately)))
                .forEach(change -> changes.put(change.id(), change));
        return changes;
    }

    private void tell(TaskView task) {
        for (Consumer<TaskView> listener : listeners) {
            try {
                listener.accept(task);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed on task {}", task.id(), e);
            }
        }
    }
}
