package org.foldbase.server.database.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.Table;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseException.Kind;
import org.jspecify.annotations.Nullable;

/** Inserts rows of one table, many by one statement: that is quick with every driver. */
final class RowInserts implements AutoCloseable {

    private static final int MOST_PARAMETERS = 2000;
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Connection connection;
    private final RowDialect dialect;
    private final Table table;
    private final Set<String> later;
    private final int rowsAtOnce;
    private final PreparedStatement full;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private long characters;

    RowInserts(Connection connection, RowDialect dialect, Table table, Set<String> later)
            throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        this.table = table;
        this.later = later;
        this.rowsAtOnce = Math.max(1, MOST_PARAMETERS / table.columns().size());
        this.full = prepare(rowsAtOnce);
    }

    private PreparedStatement prepare(int rowCount) throws SQLException {
        String row =
                "(" + String.join(", ", Collections.nCopies(table.columns().size(), "?")) + ")";
        return connection.prepareStatement(
                "insert into "
                        + table.name()
                        + " ("
                        + table.columns().stream()
                                .map(Column::name)
                                .collect(Collectors.joining(", "))
                        + ") values "
                        + String.join(", ", Collections.nCopies(rowCount, row)));
    }

    void add(@Nullable Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            if (value != null && !dialect.keeps(value)) {
                throw new DatabaseException(
                        Kind.FAILED,
                        "table %s, row %s: the target can't keep the value of column %s (%s)"
                                .formatted(
                                        table.name(),
                                        key(row),
                                        table.columns().get(i).name(),
                                        value.toString().replace("\0", "\\0")));
            }
            characters +=
                    switch (value) {
                        case null -> 0;
                        case String text -> text.length();
                        case byte[] bytes -> bytes.length;
                        default -> 0;
                    };
        }
        rows.add(row.clone());
        if (rows.size() == rowsAtOnce || characters > MOST_CHARACTERS) {
            flush();
        }
    }

    /** Writes what is not written yet. */
    void flush() throws SQLException {
        if (rows.size() == rowsAtOnce) {
            execute(full);
        } else if (!rows.isEmpty()) {
            try (PreparedStatement some = prepare(rows.size())) {
                execute(some);
            }
        }
        rows.clear();
        characters = 0;
    }

    private void execute(PreparedStatement statement) throws SQLException {
        int parameter = 1;
        for (@Nullable Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                Column column = table.columns().get(i);
                dialect.set(
                        statement,
                        parameter++,
                        column.type().kind(),
                        later.contains(column.name()) ? null : row[i]);
            }
        }
        try {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new SQLException(
                    "table %s, rows %s to %s: %s"
                            .formatted(
                                    table.name(),
                                    key(rows.getFirst()),
                                    key(rows.getLast()),
                                    e.getMessage()),
                    e.getSQLState(),
                    e.getErrorCode(),
                    e);
        }
    }

    private String key(@Nullable Object[] row) {
        List<String> key = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            if (table.primaryKey().contains(table.columns().get(i).name())) {
                key.add(String.valueOf(row[i]));
            }
        }
        return String.join("/", key);
    }

    @Override
    public void close() throws SQLException {
        full.close();
    }
}
