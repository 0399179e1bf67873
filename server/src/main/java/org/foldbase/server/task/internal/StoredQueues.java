package org.foldbase.server.task.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.AuditLog;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.database.ProcessRegistry;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.task.QueueControl;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.QueueState;
import org.foldbase.server.task.TaskQueue;
import org.foldbase.server.task.TaskStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The queues as their table has them; made where operators ask for it, and not in each worker. */
@Service
@Lazy
class StoredQueues implements QueueControl {

    private static final Logger LOG = LoggerFactory.getLogger(StoredQueues.class);

    /** Cancelled in one transaction. */
    private static final int BATCH = 500;

    private final QueueTable table;
    private final TaskTable tasks;
    private final TaskQueue queue;
    private final Kinds kinds;
    private final AuditLog audit;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    StoredQueues(
            QueueTable table,
            TaskTable tasks,
            TaskQueue queue,
            Kinds kinds,
            AuditLog audit,
            DataSource dataSource,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.tasks = tasks;
        this.queue = queue;
        this.kinds = kinds;
        this.audit = audit;
        this.jdbc = new JdbcTemplate(dataSource);
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    // ---- looking

    @Override
    public Report report(Actor by) {
        Policy.require(by, Permission.SEE_OPERATIONS);
        return Objects.requireNonNull(reading.execute(status -> new Report(states(), processes())));
    }

    /** Those of all queues, in their order; within a transaction. */
    List<QueueState> states() {
        Map<QueueName, QueueState.Hold> holds = table.holds();
        Map<QueueName, List<QueueTable.Count>> counts =
                table.counts().stream().collect(Collectors.groupingBy(QueueTable.Count::queue));
        return Stream.of(QueueName.values())
                .map(name ->
                        new QueueState(
                                name,
                                Optional.ofNullable(holds.get(name)),
                                kinds(counts.getOrDefault(name, List.of()))))
                .toList();
    }

    private List<QueueState.KindState> kinds(List<QueueTable.Count> counts) {
        return counts.stream()
                .collect(Collectors.groupingBy(QueueTable.Count::kind))
                .entrySet()
                .stream()
                .map(it -> state(it.getKey(), it.getValue()))
                .sorted(Comparator.comparing(QueueState.KindState::kind))
                .toList();
    }

    private QueueState.KindState state(String kind, List<QueueTable.Count> counts) {
        long queued = count(counts, TaskStatus.QUEUED);
        long later =
                counts.stream()
                        .filter(it -> it.status() == TaskStatus.QUEUED)
                        .mapToLong(QueueTable.Count::later)
                        .sum();
        Duration oldest =
                counts.stream()
                        .filter(it -> it.status() == TaskStatus.QUEUED)
                        .map(QueueTable.Count::oldest)
                        .filter(Duration::isPositive)
                        .findFirst()
                        .orElse(Duration.ZERO);
        return new QueueState.KindState(
                kind,
                queue.title(kind),
                queued - later,
                later,
                count(counts, TaskStatus.RUNNING),
                count(counts, TaskStatus.FAILED),
                oldest);
    }

    private static long count(List<QueueTable.Count> counts, TaskStatus status) {
        return counts.stream()
                .filter(it -> it.status() == status)
                .mapToLong(QueueTable.Count::tasks)
                .sum();
    }

    private List<ProcessRegistry.Live> processes() {
        ConnectionCallback<List<ProcessRegistry.Live>> live = ProcessRegistry::live;
        return Objects.requireNonNull(jdbc.execute(live));
    }

    // ---- holding

    @Override
    public void pause(Actor by, QueueName name) {
        changed(by, "queue.pause", name, () -> table.hold(name, by.name()));
    }

    @Override
    public void resume(Actor by, QueueName name) {
        changed(by, "queue.resume", name, () -> table.release(name));
    }

    private void changed(Actor by, String action, QueueName name, Supplier<Boolean> work) {
        Policy.require(by, Permission.RUN_OPERATIONS);
        writing.executeWithoutResult(status -> {
            if (work.get()) {
                audit.record(by, action, "queue", name.name(), Map.of());
            }
        });
    }

    // ---- many tasks at once

    @Override
    public int retryFailed(Actor by, Set<QueueName> queues) {
        Policy.require(by, Permission.RUN_OPERATIONS);
        int retried = 0;
        for (UUID id : failed(queues)) {
            retried += retried(id) ? 1 : 0;
        }
        note(by, "queue.retry", queues, retried);
        return retried;
    }

    private List<UUID> failed(Set<QueueName> queues) {
        return Objects.requireNonNull(reading.execute(status -> table.failed(queues)));
    }

    private boolean retried(UUID id) {
        try {
            queue.retry(id);
            return true;
        } catch (Refusal refusal) {
            LOG.info("task {} is not tried again: {}", id, refusal.sentence());
            return false;
        }
    }

    @Override
    public int purge(Actor by, Set<QueueName> queues) {
        Policy.require(by, Permission.RUN_OPERATIONS);
        int purged = 0;
        List<UUID> some = waiting(queues);
        while (!some.isEmpty()) {
            purged += cancelled(some);
            some = waiting(queues);
        }
        note(by, "queue.purge", queues, purged);
        return purged;
    }

    private List<UUID> waiting(Set<QueueName> queues) {
        return Objects.requireNonNull(reading.execute(status -> table.waiting(queues, BATCH)));
    }

    /** How many of them were not begun or cancelled by others meanwhile. */
    private int cancelled(List<UUID> ids) {
        return Objects.requireNonNull(
                writing.execute(status -> {
                    List<UUID> cancelled = ids.stream().filter(tasks::cancelQueued).toList();
                    cancelled.forEach(id -> tasks.find(id).ifPresent(kinds::ended));
                    return cancelled.size();
                }));
    }

    private void note(Actor by, String action, Set<QueueName> queues, int number) {
        String names = queues.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
        audit.record(by, action, "queue", names, Map.of("tasks", number));
    }
}
