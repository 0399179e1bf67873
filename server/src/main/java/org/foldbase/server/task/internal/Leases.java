package org.foldbase.server.task.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foldbase.server.database.SqlValues;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who runs which task, and for how long: taking it, holding it, ending it. Each method is a
 * statement or two within the caller's transaction; every time is the database's, and every change
 * is under the condition that makes it right.
 */
@Component
class Leases {

    private static final int ERROR_LENGTH = 4000;

    /** Whoever has the token may write; nobody else. */
    private static final String MINE = " where id = ? and lease_token = ? and status = 'RUNNING'";

    private static final String NO_LEASE = "lease_until = null, updated_at = %s";

    private final TaskSql sql;
    private final SqlValues values;

    Leases(TaskSql sql) {
        this.sql = sql;
        this.values = sql.values();
    }

    /** Who runs a task, until when nobody else may. */
    record Lease(UUID token, String worker, Duration length) {}

    /** What a worker says of a task that it runs. */
    record Beat(UUID id, UUID token, double progress, String doing) {}

    /** What a worker hears of it: whose it is, and whether it is to end. */
    record Held(UUID id, UUID token, boolean cancelRequested) {}

    /** A task whose worker is silent for longer than it may be. */
    record Expired(UUID id, UUID token, String worker, boolean cancelRequested) {}

    // ---- claiming

    /** Makes a task RUNNING for whoever is the first to ask. */
    boolean claim(UUID id, Lease lease) {
        return sql.update(
                        "update task set status = 'RUNNING', attempt = attempt + 1, lease_token ="
                                + " ?, worker = ?, lease_until = %s, started_at = %s, progress ="
                                        .formatted(sql.in(lease.length()), values.now())
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
        sql.updateAll(
                "update task set lease_until = %s, updated_at = %s, progress = ?, doing = ?"
                                .formatted(sql.in(lease), values.now())
                        + MINE,
                beats,
                beat ->
                        new @Nullable Object[] {
                            beat.progress(),
                            beat.doing().isEmpty() ? null : beat.doing(),
                            beat.id(),
                            beat.token()
                        });
    }

    /** Those of the tasks that are RUNNING. */
    List<Held> held(Collection<UUID> ids) {
        return sql.query(
                "select id, lease_token, cancel_requested from task where status = 'RUNNING' and"
                        + " id in "
                        + TaskSql.marks(ids),
                (row, at) ->
                        new Held(
                                values.uuid(row, "id").orElseThrow(),
                                values.uuid(row, "lease_token").orElseThrow(),
                                row.getBoolean("cancel_requested")),
                ids.toArray());
    }

    /** Whether the attempt of that token is the one that made the task DONE. */
    boolean isDoneBy(UUID id, UUID token) {
        return !sql.ids(
                        "select id from task where id = ? and lease_token = ? and status = 'DONE'",
                        id,
                        token)
                .isEmpty();
    }

    // ---- ending an attempt; each says whether the token still counted

    /** RUNNING becomes DONE, unless it is to be cancelled. */
    boolean complete(UUID id, UUID token, Optional<String> filePath) {
        boolean mine =
                sql.update(
                                "update task set status = 'DONE', progress = 1, doing = null, error"
                                        + " = null, finished_at = %s, ".formatted(values.now())
                                        + NO_LEASE.formatted(values.now())
                                        + MINE
                                        + " and cancel_requested = false",
                                id,
                                token)
                        == 1;
        if (mine) {
            sql.update(
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
        return sql.update(
                        "update task set status = '%s', active_key = null, doing = null, error = ?,"
                                        .formatted(status)
                                + " finished_at = %s, ".formatted(values.now())
                                + NO_LEASE.formatted(values.now())
                                + MINE
                                + condition,
                        error.map(Leases::cut).orElse(null),
                        id,
                        token)
                == 1;
    }

    /** RUNNING becomes QUEUED, for later, unless it is to be cancelled. */
    boolean tryLater(UUID id, UUID token, String error, Duration delay) {
        return queueAgain(
                "error = ?, run_at = %s,".formatted(sql.in(delay)), "", cut(error), id, token);
    }

    /** RUNNING becomes QUEUED, as if it had not been started, unless it is to be cancelled. */
    boolean giveBack(UUID id, UUID token) {
        return queueAgain("attempt = attempt - 1,", "", id, token);
    }

    private boolean queueAgain(String set, String condition, @Nullable Object... parameters) {
        return sql.update(
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

    // ---- reaping

    List<Expired> expired() {
        return sql.query(
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
}
