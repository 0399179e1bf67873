package org.foldbase.reliability;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the database itself notes of each change of a task's status, by its own clock. */
final class History {

    private static final List<String> POSTGRESQL =
            List.of(
                    "create table proof_event (task_id uuid not null, status varchar(20) not null,"
                            + " attempt integer not null, worker varchar(120), at_ms bigint not"
                            + " null)",
                    "create index ix_proof_event on proof_event (task_id)",
                    "create table proof_outcome (task_id uuid not null, attempt integer not null,"
                            + " worker varchar(120) not null, file_path varchar(300) not null)",
                    "create function proof_note() returns trigger language plpgsql as $$ begin"
                            + " insert into proof_event values (new.id, new.status, new.attempt,"
                            + " new.worker, extract(epoch from clock_timestamp()) * 1000); return"
                            + " null; end $$",
                    "create trigger proof_note after update of status on task for each row execute"
                            + " function proof_note()");

    private static final List<String> SQLITE =
            List.of(
                    "create table proof_event (task_id blob not null, status text not null,"
                            + " attempt integer not null, worker text, at_ms integer not null)",
                    "create index ix_proof_event on proof_event (task_id)",
                    "create table proof_outcome (task_id blob not null, attempt integer not null,"
                            + " worker text not null, file_path text not null)",
                    "create trigger proof_note after update of status on task begin insert into"
                            + " proof_event values (new.id, new.status, new.attempt, new.worker,"
                            + " cast(unixepoch('subsec') * 1000 as integer)); end");

    private final Ground ground;

    History(Ground ground) {
        this.ground = ground;
    }

    /** An attempt that began. */
    record Start(UUID task, int attempt, String worker, long atMs) {}

    /** What runs now. */
    record Run(UUID task, int attempt, String worker) {}

    void begin() {
        (ground.adapter() == Adapter.SQLITE ? SQLITE : POSTGRESQL).forEach(ground::execute);
    }

    /** The database's own time. */
    long nowMs() {
        return ground.number(
                ground.adapter() == Adapter.SQLITE
                        ? "select cast(unixepoch('subsec') * 1000 as integer)"
                        : "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)");
    }

    /** What runs now. */
    List<Run> running() {
        return ground.rows(
                "select id, attempt, worker from task where status = 'RUNNING'",
                (row, at) ->
                        new Run(
                                ground.values().uuid(row, "id").orElseThrow(),
                                row.getInt("attempt"),
                                row.getString("worker")));
    }

    /** All attempts at each task, the first one first. */
    Map<UUID, List<Start>> starts() {
        return ground
                .rows(
                        "select task_id, attempt, worker, at_ms from proof_event where status ="
                                + " 'RUNNING' order by at_ms, attempt",
                        (row, at) ->
                                new Start(
                                        ground.values().uuid(row, "task_id").orElseThrow(),
                                        row.getInt("attempt"),
                                        row.getString("worker"),
                                        row.getLong("at_ms")))
                .stream()
                .collect(Collectors.groupingBy(Start::task));
    }

    /** All tasks that there are. */
    Set<UUID> tasks() {
        return new HashSet<>(
                ground.rows(
                        "select id from task",
                        (row, at) -> ground.values().uuid(row, "id").orElseThrow()));
    }

    /** The file that a DONE task's row names. */
    String resultPath(UUID id) {
        return ground.in(() ->
                ground.jdbc()
                        .query(
                                "select file_path from task_result where task_id = ?",
                                statement -> ground.values().set(statement, id),
                                (row, at) -> row.getString(1))
                        .getFirst());
    }

    /** Why the last attempt at a task failed. */
    Optional<String> error(UUID id) {
        return ground.in(() ->
                ground
                        .jdbc()
                        .query(
                                "select error from task where id = ? and error is not null",
                                statement -> ground.values().set(statement, id),
                                (row, at) -> row.getString(1))
                        .stream()
                        .findFirst());
    }

    long done() {
        return ground.number("select count(*) from task where status = 'DONE'");
    }

    long queued() {
        return ground.number("select count(*) from task where status = 'QUEUED'");
    }
}
