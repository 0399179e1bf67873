package org.foldbase.migrate.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads back what a test put into tables. */
public final class Rows {

    private Rows() {}

    /** All rows of a query, values as text; NULL is {@code null}. */
    public static List<List<String>> of(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            List<List<String>> read = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                while (row.size() < columns) {
                    row.add(String.valueOf(rows.getString(row.size() + 1)));
                }
                read.add(row);
            }
            return read;
        }
    }

    /** The names of all tables, in lower case. */
    public static List<String> tables(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                ResultSet tables =
                        connection
                                .getMetaData()
                                .getTables(
                                        connection.getCatalog(),
                                        connection.getSchema(),
                                        "%",
                                        new String[] {"TABLE", "BASE TABLE"})) {
            List<String> names = new ArrayList<>();
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME").toLowerCase(java.util.Locale.ROOT);
                if (!name.startsWith("sqlite_")) {
                    names.add(name);
                }
            }
            return names;
        }
    }
}
