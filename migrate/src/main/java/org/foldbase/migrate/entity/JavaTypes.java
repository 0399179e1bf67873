package org.foldbase.migrate.entity;

import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.hibernate.type.SqlTypes;

/** The one table from what Hibernate makes of a Java type to the neutral type. */
final class JavaTypes {

    private JavaTypes() {}

    /**
     * The type of a column.
     *
     * @param code one of Hibernate's {@link SqlTypes}
     * @param length the greatest number of characters, where it is text
     * @param where the column, for the error
     */
    static ColumnType neutral(int code, long length, String where) {
        return switch (code) {
            case SqlTypes.BOOLEAN, SqlTypes.BIT -> ColumnType.of(Kind.BOOLEAN);
            case SqlTypes.INTEGER, SqlTypes.SMALLINT, SqlTypes.TINYINT -> ColumnType.of(Kind.INT);
            case SqlTypes.BIGINT -> ColumnType.of(Kind.BIGINT);
            case SqlTypes.DOUBLE, SqlTypes.FLOAT, SqlTypes.REAL -> ColumnType.of(Kind.DOUBLE);
            case SqlTypes.VARCHAR, SqlTypes.CHAR, SqlTypes.ENUM, SqlTypes.NAMED_ENUM ->
                    length > ColumnType.MAX_STRING_LENGTH
                            ? ColumnType.of(Kind.TEXT)
                            : ColumnType.string((int) length);
            case SqlTypes.LONG32VARCHAR, SqlTypes.LONGVARCHAR, SqlTypes.CLOB ->
                    ColumnType.of(Kind.TEXT);
            case SqlTypes.TIMESTAMP_UTC, SqlTypes.TIMESTAMP_WITH_TIMEZONE, SqlTypes.INSTANT ->
                    ColumnType.of(Kind.INSTANT);
            case SqlTypes.UUID -> ColumnType.of(Kind.UUID);
            case SqlTypes.JSON -> ColumnType.of(Kind.JSON);
            case SqlTypes.BINARY,
                    SqlTypes.VARBINARY,
                    SqlTypes.LONG32VARBINARY,
                    SqlTypes.LONGVARBINARY,
                    SqlTypes.BLOB ->
                    ColumnType.of(Kind.BLOB);
            default ->
                    throw new MigrationException(
                            where
                                    + " is of a type that is not the same on every back-end (Hibernate's "
                                    + code
                                    + "); types are boolean, int, long, double, String, enum as"
                                    + " string, Instant, UUID, byte[], and JSON");
        };
    }
}
