package org.foldbase.server.database;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.foldbase.server.database.DatabaseAddress.Backend;
import org.jspecify.annotations.Nullable;

/**
 * How one back-end's columns hold the values that JDBC drivers don't agree about. It is what the
 * entities' mapping writes and reads, too.
 */
public enum SqlValues {
    /** Instants are milliseconds since 1970, UUIDs their 16 bytes, JSON is text. */
    SQLITE(
            "cast(round(unixepoch('subsec') * 1000) as integer)",
            "%s - %d",
            "(%2$s - %1$s) / 1000.0"),
    POSTGRESQL(
            "clock_timestamp()",
            "%s - interval '1 millisecond' * %d",
            "extract(epoch from %2$s - %1$s)"),
    /** Instants are dates and times in UTC. */
    MARIADB(
            "utc_timestamp(3)",
            "%s - interval %d * 1000 microsecond",
            "timestampdiff(microsecond, %1$s, %2$s) / 1000000");

    private static final int UUID_BYTES = 16;

    private final String now;
    private final String earlier;
    private final String between;

    SqlValues(String now, String earlier, String between) {
        this.now = now;
        this.earlier = earlier;
        this.between = between;
    }

    public static SqlValues of(Backend backend) {
        return valueOf(backend.name());
    }

    /** Those of the database behind a connection. */
    public static SqlValues of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "mysql" -> MARIADB;
            default -> valueOf(product.toUpperCase(Locale.ROOT));
        };
    }

    /** The SQL of the database's own time, to the millisecond. */
    public String now() {
        return now;
    }

    /** The SQL of a moment before the database's own time. */
    public String ago(long ms) {
        return earlier.formatted(now, ms);
    }

    /** The SQL of the seconds from one moment to another. */
    public String seconds(String from, String to) {
        return between.formatted(from, to);
    }

    /** Sets every parameter of a statement: null, UUID, Instant, {@link Json}, or what JDBC has. */
    public void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            set(statement, i + 1, values[i]);
        }
    }

    private void set(PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case UUID uuid when this == SQLITE -> statement.setBytes(index, bytes(uuid));
            case Instant instant -> statement.setObject(index, moment(instant));
            case Json json when this == POSTGRESQL ->
                    statement.setObject(index, json.text(), Types.OTHER);
            case Json json -> statement.setString(index, json.text());
            case Enum<?> constant -> statement.setString(index, constant.name());
            default -> statement.setObject(index, value);
        }
    }

    private Object moment(Instant instant) {
        return switch (this) {
            case SQLITE -> instant.toEpochMilli();
            case POSTGRESQL -> OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
            case MARIADB -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        };
    }

    /** Reads a UUID, or nothing where the column is null. */
    public Optional<UUID> uuid(ResultSet row, String column) throws SQLException {
        if (this != SQLITE) {
            return Optional.ofNullable(row.getObject(column, UUID.class));
        }
        byte[] bytes = row.getBytes(column);
        if (bytes == null) {
            return Optional.empty();
        }
        if (bytes.length != UUID_BYTES) {
            throw new SQLException(column + " holds " + bytes.length + " bytes, which is no UUID");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return Optional.of(new UUID(buffer.getLong(), buffer.getLong()));
    }

    /** Reads an instant, or nothing where the column is null. */
    public Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return switch (this) {
            case SQLITE -> {
                long ms = row.getLong(column);
                yield row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ms));
            }
            case POSTGRESQL ->
                    Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                            .map(OffsetDateTime::toInstant);
            case MARIADB ->
                    Optional.ofNullable(row.getObject(column, LocalDateTime.class))
                            .map(it -> it.toInstant(ZoneOffset.UTC));
        };
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }
}
