package org.foldbase.server.database.archive;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.foldbase.migrate.schema.Table;
import org.foldbase.server.database.DatabaseException;
import org.jspecify.annotations.Nullable;

/** How one back-end gives and takes values, the same ones whichever it is. */
abstract sealed class RowDialect permits SqliteRows, PostgresRows, MariaDbRows {

    static RowDialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "sqlite" -> new SqliteRows();
            case "postgresql" -> new PostgresRows();
            case "mariadb", "mysql" -> new MariaDbRows();
            default -> throw DatabaseException.refused("rows of " + product + " can't be copied");
        };
    }

    /** Begins a transaction that sees one moment of the database and writes nothing. */
    abstract void beginSnapshot(Statement statement) throws SQLException;

    /** Runs a query and gives its rows, however many, in bounded memory. */
    abstract void stream(Connection connection, String query, Streamed handler)
            throws SQLException, IOException;

    /** Takes the row at which the result stands. */
    @FunctionalInterface
    interface Streamed {
        void row(ResultSet row) throws SQLException, IOException;
    }

    static void each(Statement statement, String query, Streamed handler)
            throws SQLException, IOException {
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                handler.row(rows);
            }
        }
    }

    /** What to sort a column of the primary key by, so that every back-end sorts alike. */
    String sortKey(Column column) {
        return column.name();
    }

    /** The greatest id given out. */
    abstract long lastId(Connection connection, Table table, Column identity) throws SQLException;

    /** Lets the next id be greater than this one. */
    abstract void setLastId(Connection connection, Table table, Column identity, long lastId)
            throws SQLException;

    /** The value at a place of a row, as {@link RowSource.RowHandler} says. */
    final @Nullable Object get(ResultSet row, int index, Column column) throws SQLException {
        try {
            Object value = value(row, index, column.type().kind());
            return row.wasNull() ? null : value;
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new DatabaseException(
                    DatabaseException.Kind.FAILED,
                    "column "
                            + column.name()
                            + " has a value that is no "
                            + column.type()
                            + ": "
                            + row.getString(index),
                    e);
        }
    }

    @Nullable Object value(ResultSet row, int index, Kind kind) throws SQLException {
        return switch (kind) {
            case BOOLEAN -> row.getBoolean(index);
            case INT, BIGINT -> row.getLong(index);
            // SQLite has no negative zero; adding zero takes its sign away.
            case DOUBLE -> row.getDouble(index) + 0.0;
            case STRING, TEXT, JSON -> row.getString(index);
            case INSTANT -> instant(row, index);
            case UUID -> uuid(row, index);
            case BLOB -> row.getBytes(index);
        };
    }

    abstract @Nullable Instant instant(ResultSet row, int index) throws SQLException;

    abstract @Nullable UUID uuid(ResultSet row, int index) throws SQLException;

    /** Whether this back-end can keep a value of its type. */
    boolean keeps(Object value) {
        return true;
    }

    /** Sets a parameter. */
    final void set(PreparedStatement statement, int index, Kind kind, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> setNull(statement, index, kind);
            case Boolean is -> statement.setBoolean(index, is);
            case Long number -> statement.setLong(index, number);
            case Double number -> statement.setDouble(index, number);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Instant instant -> setInstant(statement, index, instant);
            case UUID uuid -> setUuid(statement, index, uuid);
            default -> setText(statement, index, kind, value.toString());
        }
    }

    void setNull(PreparedStatement statement, int index, Kind kind) throws SQLException {
        statement.setNull(index, Types.NULL);
    }

    abstract void setInstant(PreparedStatement statement, int index, Instant value)
            throws SQLException;

    abstract void setUuid(PreparedStatement statement, int index, UUID value) throws SQLException;

    void setText(PreparedStatement statement, int index, Kind kind, String value)
            throws SQLException {
        statement.setString(index, value);
    }

    /** The first number of the first row; 0 if there is none. */
    static long number(Connection connection, String query, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }
}
