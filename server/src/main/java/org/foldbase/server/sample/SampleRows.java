package org.foldbase.server.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.foldbase.server.database.SqlValues;
import org.jspecify.annotations.Nullable;

/** Writes rows that are marked as samples; a row is its columns' values by name. */
final class SampleRows {

    /** Tables whose rows change, and so carry a version for those who change them together. */
    private static final Set<String> VERSIONED =
            Set.of("app_user", "assembly", "dataset", "pipeline", "compute_environment", "job");

    private final Connection connection;
    private final SqlValues values;
    private final Instant now;

    SampleRows(Connection connection, Instant now) throws SQLException {
        this.connection = connection;
        this.values = SqlValues.of(connection);
        this.now = now;
    }

    /** A row's values, in pairs of column and value. */
    static Map<String, @Nullable Object> row(@Nullable Object... pairs) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return row;
    }

    /** Inserts one row, and says which id it got. */
    long insert(String table, Map<String, @Nullable Object> row) throws SQLException {
        Map<String, @Nullable Object> whole = whole(table, row);
        try (PreparedStatement insert =
                connection.prepareStatement(sql(table, whole.keySet()), new String[] {"id"})) {
            values.set(insert, whole.values().toArray());
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    /** Inserts rows with the same columns in one go. */
    void insertAll(String table, List<Map<String, @Nullable Object>> rows) throws SQLException {
        Set<String> columns = whole(table, rows.getFirst()).keySet();
        try (PreparedStatement insert = connection.prepareStatement(sql(table, columns))) {
            for (Map<String, @Nullable Object> row : rows) {
                values.set(insert, whole(table, row).values().toArray());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Changes columns of the row with that id. */
    void update(String table, long id, Map<String, @Nullable Object> row) throws SQLException {
        String columns = String.join(" = ?, ", row.keySet()) + " = ?";
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update %s set %s where id = %d".formatted(table, columns, id))) {
            values.set(update, row.values().toArray());
            update.executeUpdate();
        }
    }

    private Map<String, @Nullable Object> whole(String table, Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(row);
        whole.putIfAbsent("created_at", now);
        if (!table.equals("task_result")) {
            whole.put("updated_at", now);
            whole.put("sample", true);
        }
        if (VERSIONED.contains(table)) {
            whole.put("version", 0);
        }
        return whole;
    }

    private static String sql(String table, Collection<String> columns) {
        return "insert into %s (%s) values (%s)"
                .formatted(
                        table,
                        String.join(", ", columns),
                        String.join(", ", Collections.nCopies(columns.size(), "?")));
    }
}
