package org.foldbase.server.database.archive;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.Table;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseException.Kind;

/** Puts rows from anywhere into new tables, and looks whether all are there. */
public final class Loader {

    private final RowSource source;
    private final Connection target;
    private final RowDialect dialect;
    private final TableOrder order;
    private final Progress progress;
    private long done;
    private long inAll;

    private Loader(RowSource source, Connection target, Progress progress) throws SQLException {
        this.source = source;
        this.target = target;
        this.dialect = RowDialect.of(target);
        this.order = TableOrder.of(source.schema());
        this.progress = progress;
    }

    /**
     * Writes all rows, reads them back, and compares. The target has the source's tables; rows that
     * are in them go. Its transaction is the caller's.
     *
     * @return what each table has, by its name
     * @throws DatabaseException what was read back is not what was written
     */
    public static Map<String, TableSummary> load(
            RowSource source, Connection target, Progress progress)
            throws SQLException, IOException {
        return new Loader(source, target, progress).load();
    }

    /** Reads all rows and counts and hashes them. */
    public static Map<String, TableSummary> summarise(RowSource source, Progress progress)
            throws SQLException, IOException {
        long inAll = count(source);
        long done = 0;
        Map<String, TableSummary> summaries = new LinkedHashMap<>();
        for (Table table : source.schema().tables()) {
            RowHash hash = new RowHash(table);
            source.read(table, hash::add);
            TableSummary summary = hash.summary(source.lastId(table));
            done += summary.rows();
            progress.at(done, inAll);
            summaries.put(table.name(), summary);
        }
        return summaries;
    }

    static long count(RowSource source) throws SQLException {
        long rows = 0;
        for (Table table : source.schema().tables()) {
            rows += source.rows(table);
        }
        return rows;
    }

    private Map<String, TableSummary> load() throws SQLException, IOException {
        inAll = 2 * count(source);
        empty();
        Map<Table, TableSummary> written = new LinkedHashMap<>();
        for (Table table : order.tables()) {
            written.put(table, write(table));
        }
        for (Table table : order.tables()) {
            writeLater(table);
        }
        for (Map.Entry<Table, TableSummary> table : written.entrySet()) {
            setLastId(table.getKey(), table.getValue());
        }
        RowSource back = Snapshot.within(target, source.schema());
        Map<String, TableSummary> summaries = new LinkedHashMap<>();
        for (Map.Entry<Table, TableSummary> table : written.entrySet()) {
            requireSame(table.getKey(), table.getValue(), readBack(back, table.getKey()));
            summaries.put(table.getKey().name(), table.getValue());
        }
        return summaries;
    }

    /** Takes away the rows that migrations put in. */
    private void empty() throws SQLException {
        try (Statement statement = target.createStatement()) {
            for (Table table : order.tables().reversed()) {
                statement.executeUpdate("delete from " + table.name());
            }
        }
    }

    private TableSummary write(Table table) throws SQLException, IOException {
        RowHash hash = new RowHash(table);
        Set<String> later = order.later().getOrDefault(table.name(), Set.of());
        try (RowInserts inserts = new RowInserts(target, dialect, table, later)) {
            source.read(
                    table,
                    row -> {
                        hash.add(row);
                        inserts.add(row);
                        step();
                    });
            inserts.flush();
        }
        return hash.summary(source.lastId(table));
    }

    private void writeLater(Table table) throws SQLException, IOException {
        Set<String> later = order.later().getOrDefault(table.name(), Set.of());
        if (later.isEmpty()) {
            return;
        }
        try (RowUpdates updates = new RowUpdates(target, dialect, table, later)) {
            source.read(table, updates::add);
            updates.flush();
        }
    }

    private void setLastId(Table table, TableSummary summary) throws SQLException {
        for (Column column : table.columns()) {
            if (column.identity() && summary.lastId() > 0) {
                dialect.setLastId(target, table, column, summary.lastId());
            }
        }
    }

    private TableSummary readBack(RowSource back, Table table) throws SQLException, IOException {
        RowHash hash = new RowHash(table);
        back.read(
                table,
                row -> {
                    hash.add(row);
                    step();
                });
        return hash.summary(back.lastId(table));
    }

    private static void requireSame(Table table, TableSummary written, TableSummary found) {
        if (written.rows() != found.rows() || !written.rowHash().equals(found.rowHash())) {
            throw new DatabaseException(
                    Kind.FAILED,
                    "table "
                            + table.name()
                            + ": what was read back ("
                            + found.rows()
                            + " rows) is not what was written ("
                            + written.rows()
                            + " rows); nothing was changed");
        }
        if (found.lastId() < written.lastId()) {
            throw new DatabaseException(
                    Kind.FAILED,
                    "table " + table.name() + " would give out ids again; nothing was changed");
        }
    }

    private void step() {
        Snapshot.requireNotInterrupted();
        done++;
        progress.at(Math.min(done, inAll), inAll);
    }
}
