package org.foldbase.server.database.archive;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.foldbase.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/** PostgreSQL: a cursor is declared, since the driver's own needs its own transactions. */
final class PostgresRows extends RowDialect {

    private static final int ROWS_AT_ONCE = 500;

    @Override
    void beginSnapshot(Statement statement) throws SQLException {
        statement.execute("begin transaction isolation level repeatable read read only");
    }

    @Override
    void stream(Connection connection, String query, Streamed handler)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("declare copied no scroll cursor for " + query);
            long[] fetched = {1};
            while (fetched[0] > 0) {
                fetched[0] = 0;
                each(
                        statement,
                        "fetch " + ROWS_AT_ONCE + " from copied",
                        row -> {
                            fetched[0]++;
                            handler.row(row);
                        });
            }
            statement.execute("close copied");
        }
    }

    /** The others sort text by its bytes. */
    @Override
    String sortKey(Column column) {
        return column.type().kind() == Kind.STRING
                ? column.name() + " collate \"C\""
                : column.name();
    }

    @Override
    @Nullable Instant instant(ResultSet row, int index) throws SQLException {
        OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
        return value == null ? null : Instant.ofEpochMilli(value.toInstant().toEpochMilli());
    }

    @Override
    @Nullable UUID uuid(ResultSet row, int index) throws SQLException {
        return row.getObject(index, UUID.class);
    }

    @Override
    boolean keeps(Object value) {
        return !(value instanceof String text && text.indexOf('\0') >= 0);
    }

    /** Of the type that a value would have: otherwise every statement is parsed anew. */
    @Override
    void setNull(PreparedStatement statement, int index, Kind kind) throws SQLException {
        switch (kind) {
            case BOOLEAN -> statement.setNull(index, Types.BOOLEAN);
            case INT, BIGINT -> statement.setNull(index, Types.BIGINT);
            case DOUBLE -> statement.setNull(index, Types.DOUBLE);
            case STRING, TEXT -> statement.setNull(index, Types.VARCHAR);
            case INSTANT -> statement.setNull(index, Types.OTHER, "timestamptz");
            case UUID -> statement.setNull(index, Types.OTHER, "uuid");
            case JSON -> statement.setNull(index, Types.OTHER);
            case BLOB -> statement.setNull(index, Types.BINARY);
        }
    }

    @Override
    void setInstant(PreparedStatement statement, int index, Instant value) throws SQLException {
        statement.setObject(index, value.atOffset(ZoneOffset.UTC));
    }

    @Override
    void setUuid(PreparedStatement statement, int index, UUID value) throws SQLException {
        statement.setObject(index, value);
    }

    @Override
    void setText(PreparedStatement statement, int index, Kind kind, String value)
            throws SQLException {
        statement.setObject(index, value, kind == Kind.JSON ? Types.OTHER : Types.VARCHAR);
    }

    @Override
    long lastId(Connection connection, Table table, Column identity) throws SQLException {
        return number(
                connection,
                "select coalesce(pg_sequence_last_value(pg_get_serial_sequence(?, ?)::regclass),"
                        + " 0)",
                table.name(),
                identity.name());
    }

    @Override
    void setLastId(Connection connection, Table table, Column identity, long lastId)
            throws SQLException {
        number(
                connection,
                "select setval(pg_get_serial_sequence(?, ?)::regclass, ?)",
                table.name(),
                identity.name(),
                lastId);
    }
}
