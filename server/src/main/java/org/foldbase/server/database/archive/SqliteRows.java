package org.foldbase.server.database.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.foldbase.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/** SQLite keeps any value in any column, so what comes out is looked at. */
final class SqliteRows extends RowDialect {

    private static final int UUID_BYTES = 16;

    @Override
    void beginSnapshot(Statement statement) throws SQLException {
        statement.execute("begin");
        // The transaction sees the moment of its first read.
        statement.executeQuery("select count(*) from sqlite_schema").close();
    }

    @Override
    void stream(Connection connection, String query, Streamed handler)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            each(statement, query, handler);
        }
    }

    @Override
    @Nullable Object value(ResultSet row, int index, Kind kind) throws SQLException {
        boolean isNumber =
                switch (kind) {
                    case BOOLEAN, INT, BIGINT, DOUBLE, INSTANT -> true;
                    default -> false;
                };
        if (isNumber) {
            Object value = row.getObject(index);
            if (value != null && !(value instanceof Number)) {
                throw new IllegalArgumentException("not a number");
            }
        }
        return super.value(row, index, kind);
    }

    @Override
    @Nullable Instant instant(ResultSet row, int index) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(index));
    }

    @Override
    @Nullable UUID uuid(ResultSet row, int index) throws SQLException {
        byte[] bytes = row.getBytes(index);
        if (bytes == null) {
            return null;
        }
        if (bytes.length != UUID_BYTES) {
            throw new IllegalArgumentException("not 16 bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** It makes NULL of what is not a number. */
    @Override
    boolean keeps(Object value) {
        return !(value instanceof Double number && number.isNaN());
    }

    @Override
    void setInstant(PreparedStatement statement, int index, Instant value) throws SQLException {
        statement.setLong(index, value.toEpochMilli());
    }

    @Override
    void setUuid(PreparedStatement statement, int index, UUID value) throws SQLException {
        statement.setBytes(
                index,
                ByteBuffer.allocate(UUID_BYTES)
                        .putLong(value.getMostSignificantBits())
                        .putLong(value.getLeastSignificantBits())
                        .array());
    }

    @Override
    long lastId(Connection connection, Table table, Column identity) throws SQLException {
        return number(connection, "select seq from sqlite_sequence where name = ?", table.name());
    }

    @Override
    void setLastId(Connection connection, Table table, Column identity, long lastId)
            throws SQLException {
        for (String sql :
                new String[] {
                    "delete from sqlite_sequence where name = ?1 and 0 < ?2",
                    "insert into sqlite_sequence (name, seq) values (?1, ?2)"
                }) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, table.name());
                statement.setLong(2, lastId);
                statement.executeUpdate();
            }
        }
    }
}
