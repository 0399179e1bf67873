package org.foldbase.server.task.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.foldbase.server.database.SqlValues;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.task.TaskView;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row as people see a task. */
record TaskRows(SqlValues values) implements RowMapper<TaskView> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> MAP =
            new TypeReference<>() {};

    String select() {
        return "select id, kind, payload_version, queue, status, attempt, max_attempts, progress, doing,"
                + " cancel_requested, error, retry_of, owner_id, dataset_id, pileup_region_id,"
                + " pileup_id, created_at, started_at, finished_at, parameters from task";
    }

    @Override
    public TaskView mapRow(ResultSet row, int at) throws SQLException {
        return new TaskView(
                values.uuid(row, "id").orElseThrow(),
                row.getString("kind"),
                row.getInt("payload_version"),
                QueueName.valueOf(row.getString("queue")),
                TaskStatus.valueOf(row.getString("status")),
                row.getInt("attempt"),
                row.getInt("max_attempts"),
                row.getDouble("progress"),
                Optional.ofNullable(row.getString("doing")).orElse(""),
                row.getBoolean("cancel_requested"),
                Optional.ofNullable(row.getString("error")),
                values.uuid(row, "retry_of"),
                id(row, "owner_id"),
                id(row, "dataset_id"),
                id(row, "pileup_region_id"),
                id(row, "pileup_id"),
                values.instant(row, "created_at").orElseThrow(),
                values.instant(row, "started_at"),
                values.instant(row, "finished_at"),
                parameters(row.getString("parameters")));
    }

    private static Map<String, Object> parameters(String json) {
        Map<String, Object> read = JSON.readValue(json, MAP);
        read.values().removeIf(it -> it == null);
        return read;
    }

    private static OptionalLong id(ResultSet row, String column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(id);
    }
}
