package org.foldbase.server.task.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.UUID;
import org.foldbase.server.database.DatabaseAddress.Backend;
import org.foldbase.server.database.Json;
import org.foldbase.server.database.SqlValues;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskFilter;
import org.foldbase.server.task.TaskKind;
import org.foldbase.server.task.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The rows of tasks. Each method is a statement or two within the caller's transaction; every time
 * is the database's, and every change is under the condition that makes it right.
 */
@Component
class TaskTable {

    private static final String OFFER =
            "select id, queue, kind, payload_version, priority, order_key";

    private final TaskSql sql;
    private final SqlValues values;
    private final TaskRows rows;

    TaskTable(TaskSql sql) {
        this.sql = sql;
        this.values = sql.values();
        this.rows = new TaskRows(values);
    }

    // ---- queueing

    /** Inserts a task, unless there is one with its input hash that counts. */
    void insert(UUID id, NewTask task, TaskKind kind, long orderKey, Optional<UUID> retryOf) {
        String unlessThere =
                sql.backend() == Backend.MARIADB
                        ? " on duplicate key update id = id"
                        : " on conflict (active_key) do nothing";
        sql.update(
                "insert into task (id, kind, payload_version, queue, priority, order_key, max_attempts, parameters,"
                        + " input_hash, active_key, retry_of, owner_id, dataset_id,"
                        + " pileup_region_id, pileup_id, status, attempt, cancel_requested,"
                        + " progress, sample, run_at, created_at, updated_at) values (?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', 0, false, 0, false, "
                        + String.join(", ", Collections.nCopies(3, values.now()))
                        + ")"
                        + unlessThere,
                id,
                task.kind(),
                kind.version(),
                kind.queue(),
                task.priority(),
                orderKey,
                kind.maxAttempts(),
                Json.of(task.parameters()),
                task.inputHash().orElse(null),
                task.inputHash().orElse(null),
                retryOf.orElse(null),
                boxed(task.ownerId()),
                boxed(task.datasetId()),
                boxed(task.pileupRegionId()),
                boxed(task.pileupId()));
    }

    private static @Nullable Long boxed(OptionalLong id) {
        return id.isPresent() ? id.getAsLong() : null;
    }

    /** The task with that input that is QUEUED, RUNNING or DONE. */
    Optional<UUID> active(String inputHash) {
        return sql.ids("select id from task where active_key = ?", inputHash).stream().findFirst();
    }

    /** Lets the same input be computed again after it was DONE. */
    void release(String inputHash) {
        sql.update(
                "update task set active_key = null where active_key = ? and status = 'DONE'",
                inputHash);
    }

    // ---- reading

    Optional<TaskView> find(UUID id) {
        return sql.query(rows.select() + " where id = ?", rows, id).stream().findFirst();
    }

    List<TaskView> findAll(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.query(
                        rows.select() + " where id in " + TaskSql.marks(ids), rows, ids.toArray());
    }

    /** What queues the same work once more. */
    NewTask again(TaskView task) {
        return sql.query(
                        "select input_hash, priority from task where id = ?",
                        (row, at) ->
                                new NewTask(
                                        task.kind(),
                                        task.parameters(),
                                        Optional.ofNullable(row.getString("input_hash")),
                                        task.ownerId(),
                                        task.datasetId(),
                                        task.pileupRegionId(),
                                        task.pileupId(),
                                        row.getInt("priority")),
                        task.id())
                .getFirst();
    }

    /** Has everyone else who changes or locks the row wait for the transaction's end. */
    boolean lock(UUID id) {
        return sql.update("update task set updated_at = updated_at where id = ?", id) == 1;
    }

    /** The task that was queued in the place of one that ended. */
    Optional<UUID> retryOf(UUID id) {
        return sql.ids("select id from task where retry_of = ?", id).stream().findFirst();
    }

    long count(TaskFilter filter) {
        Condition condition = Condition.of(filter);
        return sql.query(
                        "select count(*) from task" + condition.where(),
                        (row, at) -> row.getLong(1),
                        condition.values())
                .getFirst();
    }

    List<TaskView> page(TaskFilter filter, int page, int size) {
        Condition condition = Condition.of(filter);
        return sql.query(
                rows.select()
                        + condition.where()
                        + " order by created_at desc, order_key desc limit %d offset %d"
                                .formatted(size, (page - 1L) * size),
                rows,
                condition.values());
    }

    // ---- what is next

    /** The ids of tasks that may begin, in their order. */
    List<UUID> next(QueueName queue, Map<String, Integer> kinds, int most) {
        return next(queue, kinds, most, "");
    }

    /** The same without those that another transaction is about to take; the others are locked. */
    List<UUID> nextLocked(QueueName queue, Map<String, Integer> kinds, int most) {
        return next(queue, kinds, most, " for update skip locked");
    }

    private List<UUID> next(QueueName queue, Map<String, Integer> kinds, int most, String lock) {
        List<Object> parameters = new ArrayList<>(List.of(queue));
        return sql.ids("select id" + due(kinds, most, parameters) + lock, parameters.toArray());
    }

    /** The same tasks with all that there is to say of them to those who might take them. */
    List<Dispatch.Offer> offers(QueueName queue, Map<String, Integer> kinds, int most) {
        List<Object> parameters = new ArrayList<>(List.of(queue));
        return sql.query(OFFER + due(kinds, most, parameters), this::offer, parameters.toArray());
    }

    /** What there is to say of a task, if it is QUEUED. */
    Optional<Dispatch.Offer> offer(UUID id) {
        return sql
                .query(OFFER + " from task where id = ? and status = 'QUEUED'", this::offer, id)
                .stream()
                .findFirst();
    }

    private String due(Map<String, Integer> kinds, int most, List<Object> parameters) {
        List<String> known = new ArrayList<>();
        kinds.forEach((kind, version) -> {
            known.add("kind = ? and payload_version <= ?");
            parameters.add(kind);
            parameters.add(version);
        });
        return " from task where queue = ? and status = 'QUEUED' and (%s) and run_at <= %s order by"
                        .formatted(String.join(" or ", known), values.now())
                + " priority desc, order_key limit "
                + most;
    }

    private Dispatch.Offer offer(ResultSet row, int at) throws SQLException {
        return new Dispatch.Offer(
                values.uuid(row, "id").orElseThrow(),
                QueueName.valueOf(row.getString("queue")),
                row.getString("kind"),
                row.getInt("payload_version"),
                row.getInt("priority"),
                row.getLong("order_key"));
    }

    /** Tasks of one kind and version that wait. */
    record Waiting(String kind, int version, long tasks) {}

    /** Those that could have begun that long ago. */
    List<Waiting> waiting(Duration since) {
        return sql.query(
                "select kind, payload_version, count(*) from task where status = 'QUEUED' and run_at"
                        + " < "
                        + values.ago(since.toMillis())
                        + " group by kind, payload_version order by kind, payload_version",
                (row, at) -> new Waiting(row.getString(1), row.getInt(2), row.getLong(3)));
    }

    // ---- cancelling

    /** QUEUED becomes CANCELLED. */
    boolean cancelQueued(UUID id) {
        return sql.update(
                        "update task set status = 'CANCELLED', active_key = null, finished_at = %s,"
                                        .formatted(values.now())
                                + " updated_at = %s where id = ? and status = 'QUEUED'"
                                        .formatted(values.now()),
                        id)
                == 1;
    }

    /** Asks the worker of a RUNNING task to stop; the same input may be asked for again now. */
    boolean requestCancel(UUID id) {
        return sql.update(
                        "update task set cancel_requested = true, active_key = null, updated_at ="
                                + " %s where id = ? and status = 'RUNNING'".formatted(values.now()),
                        id)
                == 1;
    }

    // ---- the feed

    /** A task's row at one of its changes. */
    record Change(UUID id, Instant updatedAt, String status, int attempt) {}

    /** What changed within the last so many milliseconds. */
    List<Change> changes(Duration lately) {
        return sql.query(
                "select id, updated_at, status, attempt from task where updated_at >= "
                        + values.ago(lately.toMillis()),
                (row, at) ->
                        new Change(
                                values.uuid(row, "id").orElseThrow(),
                                values.instant(row, "updated_at").orElseThrow(),
                                row.getString("status"),
                                row.getInt("attempt")));
    }

    // ---- filters

    /** The rows that a filter means, in SQL. */
    private record Condition(String where, Object[] values) {

        static Condition of(TaskFilter filter) {
            List<Object> values = new ArrayList<>();
            List<String> parts = new ArrayList<>();
            filter.ownerId()
                    .ifPresent(owner -> {
                        parts.add("owner_id = ?");
                        values.add(owner);
                    });
            SequencedMap<String, Collection<?>> wanted = new LinkedHashMap<>();
            wanted.put("status", filter.statuses());
            wanted.put("kind", filter.kinds());
            wanted.put("dataset_id", filter.datasetIds());
            wanted.put("pileup_id", filter.pileupIds());
            wanted.forEach((column, any) -> {
                if (!any.isEmpty()) {
                    parts.add(column + " in " + TaskSql.marks(any));
                    values.addAll(any);
                }
            });
            return new Condition(
                    parts.isEmpty() ? "" : " where " + String.join(" and ", parts),
                    values.toArray());
        }
    }
}
