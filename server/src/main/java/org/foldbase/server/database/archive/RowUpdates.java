package org.foldbase.server.database.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/** Sets the columns that had to wait until all rows were there. */
final class RowUpdates implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 500;

    private final RowDialect dialect;
    private final List<Column> columns;
    private final List<Integer> set = new ArrayList<>();
    private final List<Integer> key = new ArrayList<>();
    private final PreparedStatement update;
    private int waiting;

    RowUpdates(Connection connection, RowDialect dialect, Table table, Set<String> later)
            throws SQLException {
        this.dialect = dialect;
        this.columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (later.contains(columns.get(i).name())) {
                set.add(i);
            }
            if (table.primaryKey().contains(columns.get(i).name())) {
                key.add(i);
            }
        }
        this.update =
                connection.prepareStatement(
                        "update "
                                + table.name()
                                + " set "
                                + assignments(set, ", ")
                                + " where "
                                + assignments(key, " and "));
    }

    private String assignments(List<Integer> places, String between) {
        return places.stream()
                .map(place -> columns.get(place).name() + " = ?")
                .collect(Collectors.joining(between));
    }

    void add(@Nullable Object[] row) throws SQLException {
        Snapshot.requireNotInterrupted();
        if (set.stream().map(place -> row[place]).allMatch(Objects::isNull)) {
            return;
        }
        int parameter = 1;
        for (List<Integer> places : List.of(set, key)) {
            for (int place : places) {
                dialect.set(update, parameter++, columns.get(place).type().kind(), row[place]);
            }
        }
        update.addBatch();
        if (++waiting == ROWS_AT_ONCE) {
            flush();
        }
    }

    void flush() throws SQLException {
        update.executeBatch();
        waiting = 0;
    }

    @Override
    public void close() throws SQLException {
        update.close();
    }
}
