package org.foldbase.server.task.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.foldbase.server.database.SqlValues;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.QueueState;
import org.foldbase.server.task.TaskStatus;
import org.springframework.stereotype.Component;

/** Tasks by the queue and kind, and which queues are held. */
@Component
class QueueTable {

    /** Nobody tried the task again. */
    private static final String ONCE =
            "not exists (select 1 from task again where again.retry_of = task.id)";

    private final TaskSql sql;
    private final SqlValues values;

    QueueTable(TaskSql sql) {
        this.sql = sql;
        this.values = sql.values();
    }

    /**
     * Tasks of a kind that are in one status.
     *
     * @param later how many of them may not begin yet
     * @param oldest how long the first of them could have begun; not positive if none could
     */
    record Count(
            QueueName queue,
            String kind,
            TaskStatus status,
            long tasks,
            long later,
            Duration oldest) {}

    /** Those QUEUED or RUNNING, and those FAILED that nobody tried again. */
    List<Count> counts() {
        return sql.query(
                "select queue, kind, status, count(*) as tasks, sum(case when run_at > %s then 1"
                                .formatted(values.now())
                        + " else 0 end) as later, min(run_at) as first_at, %s as now_at from task"
                                .formatted(values.now())
                        + " where status in ('QUEUED', 'RUNNING') or status = 'FAILED' and "
                        + ONCE
                        + " group by queue, kind, status order by kind",
                (row, at) ->
                        new Count(
                                QueueName.valueOf(row.getString("queue")),
                                row.getString("kind"),
                                TaskStatus.valueOf(row.getString("status")),
                                row.getLong("tasks"),
                                row.getLong("later"),
                                Duration.between(
                                        values.instant(row, "first_at").orElseThrow(),
                                        values.instant(row, "now_at").orElseThrow())));
    }

    /**
     * What was done for tasks of a kind that ended in one status.
     *
     * @param retries attempts after the first
     * @param seconds how long the last attempts ran, added up
     */
    record Effort(
            QueueName queue,
            String kind,
            TaskStatus status,
            long tasks,
            long retries,
            double seconds) {}

    /** All that was ever done: it reads every task. */
    List<Effort> efforts() {
        return sql.query(
                "select queue, kind, status, count(*) as tasks, sum(case when attempt > 1 then"
                        + " attempt - 1 else 0 end) as retries, sum(%s) as seconds from task where"
                                .formatted(values.seconds("started_at", "finished_at"))
                        + " started_at is not null and finished_at is not null group by queue,"
                        + " kind, status",
                (row, at) ->
                        new Effort(
                                QueueName.valueOf(row.getString("queue")),
                                row.getString("kind"),
                                TaskStatus.valueOf(row.getString("status")),
                                row.getLong("tasks"),
                                row.getLong("retries"),
                                row.getDouble("seconds")));
    }

    /** Some QUEUED tasks of these queues. */
    List<UUID> waiting(Collection<QueueName> queues, int most) {
        return sql.ids(
                "select id from task where status = 'QUEUED' and queue in "
                        + TaskSql.marks(queues)
                        + " limit "
                        + most,
                queues.toArray());
    }

    /** All FAILED tasks of these queues that nobody tried again, in the order of their queue. */
    List<UUID> failed(Collection<QueueName> queues) {
        return sql.ids(
                "select id from task where status = 'FAILED' and queue in "
                        + TaskSql.marks(queues)
                        + " and "
                        + ONCE
                        + " order by order_key",
                queues.toArray());
    }

    // ---- holding

    /** The queues whose tasks do not begin, and why. */
    Map<QueueName, QueueState.Hold> holds() {
        Map<QueueName, QueueState.Hold> holds = new HashMap<>();
        sql.query(
                "select queue, held_by, created_at from queue_hold where released_at is null",
                (row, at) -> {
                    Instant since = values.instant(row, "created_at").orElseThrow();
                    return holds.put(
                            QueueName.valueOf(row.getString("queue")),
                            new QueueState.Hold(row.getString("held_by"), since));
                });
        return holds;
    }

    /** The queues whose tasks do not begin. */
    Set<QueueName> held() {
        Set<QueueName> held = EnumSet.noneOf(QueueName.class);
        held.addAll(holds().keySet());
        return held;
    }

    /** Holds a queue that is not held. */
    boolean hold(QueueName queue, String by) {
        return sql.update(
                        "insert into queue_hold (queue, held_by, created_at) select '%s', ?, %s where"
                                        .formatted(queue, values.now())
                                + " not exists (select 1 from queue_hold where queue = ? and"
                                + " released_at is null)",
                        by,
                        queue)
                == 1;
    }

    boolean release(QueueName queue) {
        return sql.update(
                        "update queue_hold set released_at = %s where queue = ? and released_at is"
                                        .formatted(values.now())
                                + " null",
                        queue)
                > 0;
    }
}
