package org.foldbase.server.task.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.foldbase.server.database.ThisProcess;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskKind;
import org.foldbase.server.task.TaskOutcome;
import org.foldbase.server.task.WorkerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs this process's share of the tasks: a thread for each, and three that look after them. One
 * takes tasks and reaps; one tells the database that they go on; one, which waits for nobody, stops
 * those that are to stop.
 */
@Component
class Worker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final long LOOK_MS = 250;
    private static final long HOLDS_MS = 500;
    private static final long REAP_MS = 1000;
    private static final long LOOK_FOR_UNKNOWN_MS = 60_000;
    private static final long LONGEST_BEAT_MS = 1000;

    /** Work that does not tell of progress is interrupted after this. */
    private static final Duration UNTIL_INTERRUPT = Duration.ofMillis(400);

    /** Work that outlives interrupts is left alone after this; its task goes on without it. */
    private static final Duration UNTIL_ABANDONED = Duration.ofMillis(1200);

    private final TaskTable table;
    private final QueueTable queues;
    private final Leases leases;
    private final Kinds kinds;
    private final Dispatch dispatch;
    private final Endings endings;
    private final Reaper reaper;
    private final UnknownTasks unknown;
    private final SeenFiles files;
    private final Optional<WorkerSettings> settings;
    private final TransactionTemplate transaction;
    private final TransactionTemplate reading;
    private final ThisProcess process = ThisProcess.here();

    private final Map<UUID, Attempt> running = new ConcurrentHashMap<>();
    private final Set<String> troubled = ConcurrentHashMap.newKeySet();
    private final ReentrantLock takes = new ReentrantLock();
    private final AtomicBoolean takeAgain = new AtomicBoolean();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean started;
    private volatile boolean taking;
    private volatile Set<QueueName> held = EnumSet.allOf(QueueName.class);
    private ScheduledThreadPoolExecutor clock = clock();

    Worker(
            TaskTable table,
            QueueTable queues,
            Leases leases,
            Kinds kinds,
            Dispatch dispatch,
            Endings endings,
            Reaper reaper,
            UnknownTasks unknown,
            SeenFiles files,
            ObjectProvider<WorkerSettings> settings,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.queues = queues;
        this.leases = leases;
        this.kinds = kinds;
        this.dispatch = dispatch;
        this.endings = endings;
        this.reaper = reaper;
        this.unknown = unknown;
        this.files = files;
        this.settings = Optional.ofNullable(settings.getIfAvailable());
        this.transaction = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        dispatch.whenOffered(this::wake);
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(
                        3, Thread.ofPlatform().daemon().name("tasks-", 0).factory());
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return clock;
    }

    private Duration lease() {
        return settings.map(WorkerSettings::lease).orElse(WorkerSettings.USUAL_LEASE);
    }

    // ---- life

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public void start() {
        started = true;
        if (settings.isEmpty()) {
            return;
        }
        LOG.info("runs tasks: {}", settings.get().threads());
        woken.set(false);
        taking = true;
        clock = clock();
        every(HOLDS_MS, "paused queues can't be looked for", this::lookAtHolds);
        every(LOOK_MS, "tasks can't be taken", this::take);
        every(REAP_MS, "silent workers can't be looked for", () -> reaper.reap(this::isAtWork));
        every(Math.min(LONGEST_BEAT_MS, lease().toMillis() / 4), "no heartbeat", this::beat);
        every(LOOK_MS, "tasks can't be stopped", this::press);
        every(LOOK_FOR_UNKNOWN_MS, "unknown tasks can't be looked for", unknown::look);
    }

    private void every(long ms, String trouble, Runnable work) {
        ScheduledFuture<?> _ =
                clock.scheduleWithFixedDelay(
                        () -> guarded(trouble, work), 0, ms, TimeUnit.MILLISECONDS);
    }

    /** Says once that something does not work, and once that it works again. */
    private void guarded(String trouble, Runnable work) {
        try {
            work.run();
            if (troubled.remove(trouble)) {
                LOG.info("no longer so: {}", trouble);
            }
        } catch (RuntimeException e) {
            if (troubled.add(trouble)) {
                LOG.warn("{}; trying on", trouble, e);
            }
        }
    }

    /** Takes no more tasks, lets the running ones go on for a while, and gives back the rest. */
    @Override
    public void stop() {
        taking = false;
        if (settings.isPresent()) {
            await(settings.get().drain());
            running.values().forEach(attempt -> attempt.stop(Attempt.Stop.DRAINED));
            await(UNTIL_ABANDONED);
            for (Attempt attempt : running.values()) {
                guarded("a task can't be given back", () -> endings.giveBack(attempt, lease()));
            }
        }
        clock.shutdown();
        awaitClock();
        started = false;
    }

    /** What looks at the database must not be left to look at one that is closed. */
    private void awaitClock() {
        try {
            if (!clock.awaitTermination(UNTIL_ABANDONED.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("stops while the database still does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!running.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    // ---- taking

    private void wake() {
        if (taking && woken.compareAndSet(false, true)) {
            try {
                clock.execute(() -> {
                    woken.set(false);
                    guarded("tasks can't be taken", this::take);
                });
            } catch (RejectedExecutionException e) {
                woken.set(false);
                LOG.debug("stopped while a task came", e);
            }
        }
    }

    /** One thread takes at a time; what another would have seen it looks for once more. */
    private void take() {
        takeAgain.set(true);
        while (takeAgain.get() && takes.tryLock()) {
            try {
                takeAgain.set(false);
                // Looked for outside of transactions, since the database itself is asked.
                files.look().ifPresent(this::takeFromAll);
            } finally {
                takes.unlock();
            }
        }
    }

    private void takeFromAll(FileRoot root) {
        for (Map.Entry<QueueName, Integer> queue : settings.orElseThrow().threads().entrySet()) {
            Map<String, Integer> known = kinds.of(queue.getKey());
            int free = queue.getValue() - runningIn(queue.getKey());
            if (taking && free > 0 && !known.isEmpty() && !isHeld(queue.getKey())) {
                List<Attempt> claimed = new ArrayList<>();
                dispatch.take(
                        queue.getKey(),
                        known,
                        free,
                        id -> {
                            Optional<Attempt> attempt = claim(id, root);
                            attempt.ifPresent(claimed::add);
                            return attempt.isPresent();
                        });
                claimed.forEach(this::begin);
            }
        }
    }

    /** Whether tasks of a queue are kept from beginning, as far as this process knows. */
    boolean isHeld(QueueName queue) {
        return held.contains(queue);
    }

    private void lookAtHolds() {
        held = Objects.requireNonNull(reading.execute(status -> queues.held()));
    }

    private int runningIn(QueueName queue) {
        return (int) running.values().stream().filter(it -> it.task().queue() == queue).count();
    }

    private Optional<Attempt> claim(UUID id, FileRoot root) {
        UUID token = UUID.randomUUID();
        long asked = System.nanoTime();
        return Objects.requireNonNull(
                transaction.execute(status ->
                        leases.claim(id, new Leases.Lease(token, process.toString(), lease()))
                                ? table.find(id).map(task -> new Attempt(task, token, root, asked))
                                : Optional.empty()));
    }

    private void begin(Attempt attempt) {
        TaskKind kind = kinds.find(attempt.task().kind()).orElseThrow();
        running.put(attempt.token(), attempt);
        Thread.ofPlatform()
                .name("task-" + attempt.id())
                .start(() -> {
                    try {
                        LOG.info("{} begins", attempt);
                        work(attempt, kind);
                    } catch (RuntimeException e) {
                        // Its lease ends, and then another worker takes it.
                        LOG.error("{}: the database did not take its end", attempt, e);
                    } finally {
                        running.remove(attempt.token());
                        wake();
                    }
                });
    }

    // The work is anyone's: whatever it throws ends this attempt and nothing else.
    @SuppressWarnings("CatchingUnchecked")
    private void work(Attempt attempt, TaskKind kind) {
        TaskOutcome outcome;
        try {
            attempt.begin();
            outcome = kind.run(attempt);
        } catch (Throwable failure) {
            attempt.end();
            endings.failed(attempt, failure, lease());
            return;
        }
        attempt.end();
        endings.complete(attempt, outcome, lease());
    }

    // ---- looking after what runs

    private boolean isAtWork(UUID task) {
        return running.values().stream()
                .anyMatch(it -> it.id().equals(task) && it.stopped().isEmpty());
    }

    private void beat() {
        Collection<Attempt> ours =
                running.values().stream()
                        .filter(it -> !it.stopped().equals(Optional.of(Attempt.Stop.LOST)))
                        .toList();
        if (ours.isEmpty()) {
            return;
        }
        long asked = System.nanoTime();
        Map<UUID, Leases.Held> held =
                Objects.requireNonNull(transaction.execute(status -> beat(ours)));
        for (Attempt attempt : ours) {
            Leases.Held now = held.get(attempt.token());
            if (now == null) {
                attempt.stop(Attempt.Stop.LOST);
            } else {
                attempt.held(asked);
                if (now.cancelRequested()) {
                    attempt.stop(Attempt.Stop.CANCELLED);
                }
            }
        }
    }

    private Map<UUID, Leases.Held> beat(Collection<Attempt> ours) {
        leases.beat(ours.stream().map(Attempt::beat).toList(), lease());
        return leases.held(ours.stream().map(Attempt::id).toList()).stream()
                .collect(Collectors.toMap(Leases.Held::token, Function.identity()));
    }

    /** Stops what is to stop, ever more firmly. */
    private void press() {
        for (Attempt attempt : running.values()) {
            if (attempt.isOverdue(lease())) {
                attempt.stop(Attempt.Stop.LOST);
            }
            if (attempt.isStoppedFor(UNTIL_INTERRUPT)) {
                attempt.interrupt();
            }
            if (attempt.isStoppedFor(UNTIL_ABANDONED)
                    && attempt.stopped().equals(Optional.of(Attempt.Stop.CANCELLED))) {
                clock.execute(
                        () -> guarded("can't cancel", () -> endings.cancel(attempt, lease())));
            }
        }
    }
}
