package org.foldbase.server.database.archive;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.foldbase.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/** MariaDB: instants are UTC without saying so, and UUIDs sort in an order of their own. */
final class MariaDbRows extends RowDialect {

    private static final int ROWS_AT_ONCE = 500;

    @Override
    void beginSnapshot(Statement statement) throws SQLException {
        statement.execute("set transaction isolation level repeatable read");
        statement.execute("start transaction with consistent snapshot, read only");
    }

    @Override
    void stream(Connection connection, String query, Streamed handler)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            each(statement, query, handler);
        }
    }

    @Override
    String sortKey(Column column) {
        return column.type().kind() == Kind.UUID
                ? "cast(" + column.name() + " as char(36))"
                : column.name();
    }

    @Override
    @Nullable Instant instant(ResultSet row, int index) throws SQLException {
        LocalDateTime value = row.getObject(index, LocalDateTime.class);
        return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }

    @Override
    @Nullable UUID uuid(ResultSet row, int index) throws SQLException {
        String value = row.getString(index);
        return value == null ? null : UUID.fromString(value);
    }

    @Override
    boolean keeps(Object value) {
        return !(value instanceof Double number) || Double.isFinite(number);
    }

    @Override
    void setInstant(PreparedStatement statement, int index, Instant value) throws SQLException {
        statement.setObject(index, LocalDateTime.ofInstant(value, ZoneOffset.UTC));
    }

    @Override
    void setUuid(PreparedStatement statement, int index, UUID value) throws SQLException {
        statement.setString(index, value.toString());
    }

    @Override
    long lastId(Connection connection, Table table, Column identity) throws SQLException {
        return Math.max(
                0,
                number(
                                connection,
                                "select auto_increment from information_schema.tables where"
                                        + " table_schema = database() and table_name = ?",
                                table.name())
                        - 1);
    }

    /** Commits, as every change of a table does here. */
    @Override
    void setLastId(Connection connection, Table table, Column identity, long lastId)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table " + table.name() + " auto_increment = " + (lastId + 1));
        }
    }
}
