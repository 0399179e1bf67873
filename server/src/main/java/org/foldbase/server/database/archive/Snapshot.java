package org.foldbase.server.database.archive;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;
import org.foldbase.server.database.DatabaseException;
import org.jspecify.annotations.Nullable;

/** One moment of a database, while others go on working with it. */
public final class Snapshot implements RowSource, AutoCloseable {

    private static final Set<String> NOT_CONTENT = Set.of("meta", "process");

    private final Connection connection;
    private final RowDialect dialect;
    private final Schema schema;
    private final List<String> revisions;

    private Snapshot(
            Connection connection, RowDialect dialect, Schema schema, List<String> revisions) {
        this.connection = connection;
        this.dialect = dialect;
        this.schema = schema;
        this.revisions = revisions;
    }

    /** Begins to read; nothing is written. */
    public static Snapshot of(DataSource source, Migrations migrations) throws SQLException {
        Connection connection = source.getConnection();
        try {
            RowDialect dialect = RowDialect.of(connection);
            try (Statement statement = connection.createStatement()) {
                dialect.beginSnapshot(statement);
            }
            List<String> applied = applied(connection);
            return new Snapshot(
                    connection,
                    dialect,
                    content(migrations.schemaAt(applied)),
                    newest(migrations, applied));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The schema that a connection sees, inside whatever transaction it has. */
    static RowSource within(Connection connection, Schema schema) throws SQLException {
        return new Snapshot(connection, RowDialect.of(connection), schema, List.of());
    }

    /** The schema without what a database says of itself: who it is, and who uses it. */
    static Schema content(Schema schema) {
        return Schema.of(
                schema.tables().stream()
                        .filter(table -> !NOT_CONTENT.contains(table.name()))
                        .toList());
    }

    private static List<String> applied(Connection connection) throws SQLException {
        List<String> applied = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select revision from migrate_history where state = 'applied'")) {
            while (rows.next()) {
                applied.add(rows.getString(1));
            }
        }
        return applied;
    }

    private static List<String> newest(Migrations migrations, List<String> applied) {
        Set<String> followed = new HashSet<>();
        List<Revision> all = migrations.upTo(applied);
        all.forEach(revision -> followed.addAll(revision.parents()));
        return all.stream().map(Revision::id).filter(id -> !followed.contains(id)).toList();
    }

    /** The newest revisions that the database has: one, unless it stands on branches. */
    public List<String> revisions() {
        return revisions;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public long rows(Table table) throws SQLException {
        return RowDialect.number(connection, "select count(*) from " + table.name());
    }

    @Override
    public long lastId(Table table) throws SQLException {
        for (Column column : table.columns()) {
            if (column.identity()) {
                return dialect.lastId(connection, table, column);
            }
        }
        return 0;
    }

    @Override
    public void read(Table table, RowHandler handler) throws SQLException, IOException {
        List<Column> columns = table.columns();
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        dialect.stream(
                connection,
                query(table),
                row -> {
                    requireNotInterrupted();
                    for (int i = 0; i < values.length; i++) {
                        values[i] = value(table, row, i);
                    }
                    handler.row(values);
                });
    }

    private @Nullable Object value(Table table, ResultSet row, int index) throws SQLException {
        try {
            return dialect.get(row, index + 1, table.columns().get(index));
        } catch (DatabaseException e) {
            throw new DatabaseException(
                    e.kind(), "table " + table.name() + ": " + e.getMessage(), e);
        }
    }

    private String query(Table table) {
        return "select "
                + table.columns().stream().map(Column::name).collect(Collectors.joining(", "))
                + " from "
                + table.name()
                + " order by "
                + table.primaryKey().stream()
                        .map(name -> dialect.sortKey(table.column(name).orElseThrow()))
                        .collect(Collectors.joining(", "));
    }

    /** Stops the work of a thread that is to end. */
    static void requireNotInterrupted() {
        if (Thread.interrupted()) {
            throw new CancellationException("interrupted");
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("rollback");
        }
    }
}
