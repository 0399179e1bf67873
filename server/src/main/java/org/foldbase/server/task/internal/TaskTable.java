package org.foldbase.server.task.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseAddress.Backend;
import org.foldbase.server.database.Json;
import org.foldbase.server.database.SqlValues;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskFilter;
import org.foldbase.server.task.TaskKind;
import org.foldbase.server.task.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/**
 * The rows of tasks. Each method is a statement or two within the caller's transaction; every time
 * is the database's, and every change is under the condition that makes it right.
 */
@Component
class TaskTable {

    private static final int ERROR_LENGTH = 4000;

    /** Whoever has the token may write; nobody else. */
    private static final String MINE = " where id = ? and lease_token = ? and status = 'RUNNING'";

    private static final String NO_LEASE = "lease_until = null, updated_at = %s";

    private final JdbcTemplate jdbc;
    private final Backend backend;
    private final SqlValues values;
    private final TaskRows rows;

    TaskTable(DataSource dataSource, DatabaseAddress address) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.backend = address.backend();
        this.values = SqlValues.of(backend);
        this.rows = new TaskRows(values);
    }

    /** Who runs a task, until when nobody else may. */
    record Lease(UUID token, String worker, Duration length) {}

    /** What a worker says of a task that it runs. */
    record Beat(UUID id, UUID token, double progress, String doing) {}

    /** What a worker hears of it: whose it is, and whether it is to end. */
    record Held(UUID id, UUID token, boolean cancelRequested) {}

    /** A task whose worker is silent for longer than it may be. */
    record Expired(UUID id, UUID token, String worker, boolean cancelRequested) {}

    // ---- queueing

    /** Inserts a task, unless there is one with its input hash that counts. */
    void insert(UUID id, NewTask task, TaskKind kind, long orderKey, Optional<UUID> retryOf) {
        String unlessThere =
                backend == Backend.MARIADB
                        ? " on duplicate key update id = id"
                        : " on conflict (active_key) do nothing";
        update(
                "insert into task (id, kind, queue, priority, order_key, max_attempts, parameters,"
                        + " input_hash, active_key, retry_of, owner_id, dataset_id,"
                        + " pileup_region_id, pileup_id, status, attempt, cancel_requested,"
                        + " progress, sample, run_at, created_at, updated_at) values (?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', 0, false, 0, false, "
                        + String.join(", ", Collections.nCopies(3, values.now()))
                        + ")"
                        + unlessThere,
                id,
                task.kind(),
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
        return ids("select id from task where active_key = ?", inputHash).stream().findFirst();
    }

    /** Lets the same input be computed again after it was DONE. */
    void release(String inputHash) {
        update(
                "update task set active_key = null where active_key = ? and status = 'DONE'",
                inputHash);
    }

    // ---- reading

    Optional<TaskView> find(UUID id) {
        return query(rows.select() + " where id = ?", rows, id).stream().findFirst();
    }

    List<TaskView> findAll(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : query(rows.select() + " where id in " + marks(ids), rows, ids.toArray());
    }

    /** What queues the same work once more. */
    NewTask again(TaskView task) {
        return query(
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
        return update("update task set updated_at = updated_at where id = ?", id) == 1;
    }

    /** The task that was queued in the place of one that ended. */
    Optional<UUID> retryOf(UUID id) {
        return ids("select id from task where retry_of = ?", id).stream().findFirst();
    }

    long count(TaskFilter filter) {
        Condition condition = Condition.of(filter);
        return query(
                        "select count(*) from task" + condition.where(),
                        (row, at) -> row.getLong(1),
                        condition.values())
                .getFirst();
    }

    List<TaskView> page(TaskFilter filter, int page, int size) {
        Condition condition = Condition.of(filter);
        return query(
                rows.select()
                        + condition.where()
                        + " order by created_at desc, order_key desc limit %d offset %d"
                                .formatted(size, (page - 1L) * size),
                rows,
                condition.values());
    }

    // ---- claiming

    /** The ids of tasks that may begin, in their order. */
    List<UUID> next(QueueName queue, Set<String> kinds, int most) {
        return next(queue, kinds, most, "");
    }

    /** The same without those that another transaction is about to take; the others are locked. */
    List<UUID> nextLocked(QueueName queue, Set<String> kinds, int most) {
        return next(queue, kinds, most, " for update skip locked");
    }

    private List<UUID> next(QueueName queue, Set<String> kinds, int most, String lock) {
        List<Object> parameters = new ArrayList<>(List.of(queue));
        parameters.addAll(kinds);
        return ids(
                "select id from task where queue = ? and status = 'QUEUED' and kind in "
                        + marks(kinds)
                        + " and run_at <= %s order by priority desc, order_key limit %d%s"
                                .formatted(values.now(), most, lock),
                parameters.toArray());
    }

    /** Makes a task RUNNING for whoever is the first to ask. */
    boolean claim(UUID id, Lease lease) {
        return update(
                        "update task set status = 'RUNNING', attempt = attempt + 1, lease_token ="
                                + " ?, worker = ?, lease_until = %s, started_at = %s, progress ="
                                        .formatted(in(lease.length()), values.now())
                                + " 0, doing = null, updated_at = %s where id = ? and status ="
                                        .formatted(values.now())
                                + " 'QUEUED' and run_at <= "
                                + values.now(),
                        lease.token(),
                        lease.worker(),
                        id)
                == 1;
    }

    // ---- running

    /** Renews leases and writes progress. */
    void beat(List<Beat> beats, Duration lease) {
        String sql =
                "update task set lease_until = %s, updated_at = %s, progress = ?, doing = ?"
                                .formatted(in(lease), values.now())
                        + MINE;
        jdbc.batchUpdate(
                sql,
                beats,
                beats.size(),
                (statement, beat) ->
                        values.set(
                                statement,
                                beat.progress(),
                                beat.doing().isEmpty() ? null : beat.doing(),
                                beat.id(),
                                beat.token()));
    }

    /** Those of the tasks that are RUNNING. */
    List<Held> held(Collection<UUID> ids) {
        return query(
                "select id, lease_token, cancel_requested from task where status = 'RUNNING' and"
                        + " id in "
                        + marks(ids),
                (row, at) ->
                        new Held(
                                values.uuid(row, "id").orElseThrow(),
                                values.uuid(row, "lease_token").orElseThrow(),
                                row.getBoolean("cancel_requested")),
                ids.toArray());
    }

    /** Whether the attempt of that token is the one that made the task DONE. */
    boolean isDoneBy(UUID id, UUID token) {
        return !ids(
                        "select id from task where id = ? and lease_token = ? and status = 'DONE'",
                        id,
                        token)
                .isEmpty();
    }

    // ---- ending an attempt; each says whether the token still counted

    /** RUNNING becomes DONE, unless it is to be cancelled. */
    boolean complete(UUID id, UUID token, Optional<String> filePath) {
        boolean mine =
                update(
                                "update task set status = 'DONE', progress = 1, doing = null, error"
                                        + " = null, finished_at = %s, ".formatted(values.now())
                                        + NO_LEASE.formatted(values.now())
                                        + MINE
                                        + " and cancel_requested = false",
                                id,
                                token)
                        == 1;
        if (mine) {
            update(
                    "insert into task_result (task_id, file_path, created_at) values (?, ?, "
                            + values.now()
                            + ")",
                    id,
                    filePath.orElse(null));
        }
        return mine;
    }

    /** RUNNING becomes FAILED. */
    boolean fail(UUID id, UUID token, String error) {
        return end("FAILED", "", id, token, Optional.of(error));
    }

    /** RUNNING becomes CANCELLED. */
    boolean cancelled(UUID id, UUID token) {
        return end("CANCELLED", "", id, token, Optional.empty());
    }

    private boolean end(
            String status, String condition, UUID id, UUID token, Optional<String> error) {
        return update(
                        "update task set status = '%s', active_key = null, doing = null, error = ?,"
                                        .formatted(status)
                                + " finished_at = %s, ".formatted(values.now())
                                + NO_LEASE.formatted(values.now())
                                + MINE
                                + condition,
                        error.map(TaskTable::cut).orElse(null),
                        id,
                        token)
                == 1;
    }

    /** RUNNING becomes QUEUED, for later, unless it is to be cancelled. */
    boolean tryLater(UUID id, UUID token, String error, Duration delay) {
        return queueAgain(
                "error = ?, run_at = %s,".formatted(in(delay)), "", cut(error), id, token);
    }

    /** RUNNING becomes QUEUED, as if it had not been started, unless it is to be cancelled. */
    boolean giveBack(UUID id, UUID token) {
        return queueAgain("attempt = attempt - 1,", "", id, token);
    }

    private boolean queueAgain(String set, String condition, @Nullable Object... parameters) {
        return update(
                        "update task set status = 'QUEUED', lease_token = null, worker = null,"
                                + " progress = 0, doing = null, "
                                + set
                                + " "
                                + NO_LEASE.formatted(values.now())
                                + MINE
                                + " and cancel_requested = false"
                                + condition,
                        parameters)
                == 1;
    }

    private static String cut(String error) {
        return error.length() <= ERROR_LENGTH ? error : error.substring(0, ERROR_LENGTH);
    }

    // ---- cancelling

    /** QUEUED becomes CANCELLED. */
    boolean cancelQueued(UUID id) {
        return update(
                        "update task set status = 'CANCELLED', active_key = null, finished_at = %s,"
                                        .formatted(values.now())
                                + " updated_at = %s where id = ? and status = 'QUEUED'"
                                        .formatted(values.now()),
                        id)
                == 1;
    }

    /** Asks the worker of a RUNNING task to stop; the same input may be asked for again now. */
    boolean requestCancel(UUID id) {
        return update(
                        "update task set cancel_requested = true, active_key = null, updated_at ="
                                + " %s where id = ? and status = 'RUNNING'".formatted(values.now()),
                        id)
                == 1;
    }

    // ---- reaping

    List<Expired> expired() {
        return query(
                "select id, lease_token, worker, cancel_requested from task where status ="
                        + " 'RUNNING' and lease_until < "
                        + values.now(),
                (row, at) ->
                        new Expired(
                                values.uuid(row, "id").orElseThrow(),
                                values.uuid(row, "lease_token").orElseThrow(),
                                row.getString("worker"),
                                row.getBoolean("cancel_requested")));
    }

    /** An expired task becomes QUEUED where it was in the order. */
    boolean reviveExpired(Expired task, String error) {
        return queueAgain(
                "error = ?,",
                andExpired() + " and attempt < max_attempts",
                cut(error),
                task.id(),
                task.token());
    }

    /** An expired task that has no attempts left becomes FAILED. */
    boolean failExpired(Expired task, String error) {
        return end(
                "FAILED",
                andExpired() + " and attempt >= max_attempts",
                task.id(),
                task.token(),
                Optional.of(error));
    }

    /** An expired task that was to be cancelled becomes CANCELLED. */
    boolean cancelExpired(Expired task) {
        return end("CANCELLED", andExpired(), task.id(), task.token(), Optional.empty());
    }

    private String andExpired() {
        return " and lease_until < " + values.now();
    }

    // ---- the feed

    /** A task's row at one of its changes. */
    record Change(UUID id, Instant updatedAt, String status, int attempt) {}

    /** What changed within the last so many milliseconds. */
    List<Change> changes(Duration lately) {
        return query(
                "select id, updated_at, status, attempt from task where updated_at >= "
                        + values.ago(lately.toMillis()),
                (row, at) ->
                        new Change(
                                values.uuid(row, "id").orElseThrow(),
                                values.instant(row, "updated_at").orElseThrow(),
                                row.getString("status"),
                                row.getInt("attempt")));
    }

    // ---- SQL

    /** The SQL of a moment after the database's own time. */
    private String in(Duration delay) {
        return values.ago(-delay.toMillis());
    }

    static String marks(Collection<?> parameters) {
        return "(" + String.join(", ", Collections.nCopies(parameters.size(), "?")) + ")";
    }

    private int update(String sql, @Nullable Object... parameters) {
        return jdbc.update(sql, statement -> set(statement, parameters));
    }

    private <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        return jdbc.query(sql, statement -> set(statement, parameters), mapper);
    }

    private List<UUID> ids(String sql, @Nullable Object... parameters) {
        return query(sql, (row, at) -> values.uuid(row, "id").orElseThrow(), parameters);
    }

    private void set(PreparedStatement statement, @Nullable Object... parameters)
            throws SQLException {
        values.set(statement, parameters);
    }

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
                    parts.add(column + " in " + marks(any));
                    values.addAll(any);
                }
            });
            return new Condition(
                    parts.isEmpty() ? "" : " where " + String.join(" and ", parts),
                    values.toArray());
        }
    }
}
