package org.foldbase.server.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is in a database at this moment, whoever made its tables. */
public final class LiveRows {

    private final Connection connection;
    private final DatabaseMetaData metaData;
    private final SqlValues values;

    public LiveRows(Connection connection) throws SQLException {
        this.connection = connection;
        this.metaData = connection.getMetaData();
        this.values = SqlValues.of(connection);
    }

    /** The names of its tables, sorted. */
    public Set<String> tables() throws SQLException {
        Set<String> names = new TreeSet<>();
        try (ResultSet tables =
                metaData.getTables(
                        connection.getCatalog(),
                        connection.getSchema(),
                        "%",
                        new String[] {"TABLE", "BASE TABLE", "PARTITIONED TABLE"})) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                if (!name.startsWith("sqlite_")) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** How many rows each table has. */
    public Map<String, Long> counts() throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String table : tables()) {
            counts.put(table, number("select count(*) from " + quoted(table)));
        }
        return counts;
    }

    /** How many rows of people's work, which is no sample data, each table has, if any. */
    public Map<String, Long> realRows() throws SQLException {
        return marked("not sample");
    }

    /** How many rows of sample data each table has, if any. */
    public Map<String, Long> sampleRows() throws SQLException {
        return marked("sample");
    }

    /** Rows of tables that mark sample data; those of other tables hang on them. */
    private Map<String, Long> marked(String condition) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String table : tables()) {
            if (hasColumn(table, "sample")) {
                long rows = number("select count(*) from " + quoted(table) + " where " + condition);
                if (rows > 0) {
                    counts.put(table, rows);
                }
            }
        }
        return counts;
    }

    /** Whether any table has a row; the list of migrations alone does not count. */
    public boolean isEmpty() throws SQLException {
        for (String table : tables()) {
            if (!table.equals("migrate_history")
                    && number(
                                    "select count(*) from (select 1 from "
                                            + quoted(table)
                                            + " limit 1) any_row")
                            > 0) {
                return false;
            }
        }
        return true;
    }

    /** When a row was made or changed for the last time, as far as rows say it. */
    public Optional<Instant> lastWrite() throws SQLException {
        List<String> newest = new ArrayList<>();
        for (String table : tables()) {
            for (String column : List.of("updated_at", "created_at")) {
                if (hasColumn(table, column)) {
                    newest.add("select max(" + column + ") as at from " + quoted(table));
                    break;
                }
            }
        }
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join(" union all ", newest);
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select max(at) as at from (" + all + ") newest")) {
            return row.next() ? values.instant(row, "at") : Optional.empty();
        }
    }

    private boolean hasColumn(String table, String column) throws SQLException {
        try (ResultSet columns =
                metaData.getColumns(
                        connection.getCatalog(), connection.getSchema(), table, column)) {
            while (columns.next()) {
                if (columns.getString("TABLE_NAME").equals(table)) {
                    return true;
                }
            }
            return false;
        }
    }

    private String quoted(String table) throws SQLException {
        String quote = metaData.getIdentifierQuoteString();
        return quote + table.replace(quote, quote + quote) + quote;
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
