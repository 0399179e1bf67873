package org.foldbase.server.database;

import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Set;
import org.hibernate.PessimisticLockException;
import org.hibernate.community.dialect.SQLiteDialect;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.type.SqlTypes;

/** SQLite for Hibernate, with refusals told apart as the other back-ends' dialects do. */
final class EmbeddedDialect extends SQLiteDialect {

    private static final int BUSY = 5;
    private static final int CONSTRAINT = 19;

    /** The part of an error code that says what it is about; the rest is details. */
    private static final int PRIMARY_CODE = 0xFF;

    /** Types that are one to SQLite. */
    private static final List<Set<Integer>> ALIKE =
            List.of(
                    Set.of(Types.INTEGER, Types.BIGINT),
                    Set.of(Types.VARCHAR, Types.CLOB, SqlTypes.LONG32VARCHAR, SqlTypes.JSON),
                    Set.of(Types.BLOB, Types.BINARY, Types.VARBINARY, SqlTypes.LONG32VARBINARY));

    EmbeddedDialect() {
        super(DatabaseVersion.make(3, 53));
    }

    @Override
    public SQLExceptionConversionDelegate buildSQLExceptionConversionDelegate() {
        return (failure, message, sql) ->
                switch (failure.getErrorCode() & PRIMARY_CODE) {
                    case CONSTRAINT ->
                            new ConstraintViolationException(
                                    message, failure, sql, kind(failure), name(failure));
                    case BUSY -> new PessimisticLockException(message, failure, sql);
                    default -> null;
                };
    }

    private static ConstraintKind kind(SQLException failure) {
        String text = String.valueOf(failure.getMessage());
        if (text.contains("UNIQUE") || text.contains("PRIMARYKEY")) {
            return ConstraintKind.UNIQUE;
        } else if (text.contains("FOREIGNKEY")) {
            return ConstraintKind.FOREIGN_KEY;
        } else if (text.contains("NOTNULL")) {
            return ConstraintKind.NOT_NULL;
        }
        return text.contains("CHECK") ? ConstraintKind.CHECK : ConstraintKind.OTHER;
    }

    /** What SQLite names: the constraint of a CHECK, the columns of a UNIQUE. */
    private static String name(SQLException failure) {
        String text = String.valueOf(failure.getMessage());
        int colon = text.lastIndexOf(": ");
        return colon < 0 ? "" : text.substring(colon + 2).replace(")", "");
    }

    @Override
    public boolean equivalentTypes(int one, int other) {
        return super.equivalentTypes(one, other)
                || ALIKE.stream().anyMatch(types -> types.containsAll(List.of(one, other)));
    }
}
