package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.MigrationException.Kind;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Constraint;
import org.foldbase.migrate.schema.Constraint.Check;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Constraint.Index;
import org.foldbase.migrate.schema.Constraint.Unique;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/** How one back-end writes operations as statements, and how it locks and reports itself. */
abstract sealed class Dialect permits SqliteDialect, AlterDialect {

    private final String name;
    private final boolean rollsBackDdl;
    private final Map<ColumnType.Kind, String> ownTypes;

    /**
     * @param ownTypes what is not called as in standard SQL
     */
    Dialect(String name, boolean rollsBackDdl, Map<ColumnType.Kind, String> ownTypes) {
        this.name = name;
        this.rollsBackDdl = rollsBackDdl;
        this.ownTypes = ownTypes;
    }

    /** The dialect of the database behind a connection. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return named(product.toLowerCase(Locale.ROOT));
    }

    /** The dialect of that name. */
    static Dialect named(String name) {
        return switch (name) {
            case "sqlite" -> new SqliteDialect();
            case "postgresql" -> new PostgresDialect();
            case "mariadb", "mysql" -> new MariaDbDialect();
            case "h2" -> new H2Dialect();
            default ->
                    throw new MigrationException(
                            Kind.USAGE,
                            "There is no dialect for "
                                    + name
                                    + "; there are sqlite, postgresql, mariadb and h2");
        };
    }

    /** As revision files name it. */
    final String name() {
        return name;
    }

    /** Whether a transaction takes DDL back. */
    final boolean rollsBackDdl() {
        return rollsBackDdl;
    }

    /** The one table from neutral types to this back-end's. */
    final String type(ColumnType type) {
        return ownTypes.getOrDefault(
                type.kind(),
                switch (type.kind()) {
                    case BOOLEAN -> "boolean";
                    case INT -> "integer";
                    case BIGINT -> "bigint";
                    case DOUBLE -> "double precision";
                    case STRING -> "varchar(" + type.length() + ")";
                    case TEXT -> "text";
                    case INSTANT -> "timestamp(3) with time zone";
                    case UUID -> "uuid";
                    case JSON -> "json";
                    case BLOB -> "blob";
                });
    }

    /** The SQL for the moment a row is written, as an instant's default. */
    String now() {
        return "current_timestamp";
    }

    /** The SQL function that counts a text's characters. */
    String characterCount() {
        return "char_length";
    }

    /** What is run on a connection before the lock is taken. */
    void prepare(Session session) throws SQLException {}

    /** Waits for the lock, so that one process at a time migrates. */
    abstract void lock(Session session) throws SQLException;

    /** Gives the lock back, and whatever {@link #prepare} changed. */
    abstract void release(Session session) throws SQLException;

    /** Reads the tables as they are in the database. */
    abstract Catalogue live(Connection connection) throws SQLException;

    /** The same for the tables of a schema, as this database would describe them. */
    abstract Catalogue expected(Connection connection, Schema schema) throws SQLException;

    /** Whether a statement waited too long for others. */
    abstract boolean isLocked(SQLException failure);

    /** What a failure means that is nobody's mistake in a statement. */
    final Optional<MigrationException> explain(SQLException failure, Session session) {
        if (isLocked(failure)) {
            return Optional.of(locked(session, failure));
        }
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("08") || state.startsWith("57P")) {
            return Optional.of(
                    new MigrationException(
                            Kind.UNAVAILABLE,
                            "The connection to the database was lost ("
                                    + failure.getMessage()
                                    + "); run it again when the server is there",
                            failure));
        }
        return Optional.empty();
    }

    static MigrationException locked(Session session, @Nullable Throwable cause) {
        return new MigrationException(
                Kind.LOCKED,
                "Another process is migrating this database or uses its tables; waited "
                        + session.lockTimeout().toSeconds()
                        + " s; try again when it is done",
                cause);
    }

    /** A live table's name as a revision would write it, without quotes. */
    String asWritten(String name) {
        return name;
    }

    /** Whether a table to which a foreign key refers can't be dropped. */
    boolean dropsForeignKeysFirst() {
        return true;
    }

    /** The statements for these operations, in steps. */
    abstract List<Step> plan(List<Operation> operations, Schema before);

    /** A column as CREATE TABLE has it. */
    abstract String definition(Column column);

    /** What stands behind the closing parenthesis of CREATE TABLE. */
    String tableOptions() {
        return "";
    }

    final String literal(Column column) {
        String value = column.defaultValue().orElseThrow();
        return switch (column.type().kind()) {
            case BOOLEAN, INT, BIGINT, DOUBLE -> value;
            case INSTANT -> now();
            case JSON -> json(quoted(value));
            default -> quoted(value);
        };
    }

    String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    String json(String quoted) {
        return quoted;
    }

    /** A check's expression as this back-end wants it. */
    String condition(String expression) {
        return expression;
    }

    /** Name, type, NOT NULL and default. */
    final String plainDefinition(Column column) {
        return column.name()
                + " "
                + type(column.type())
                + (column.defaultValue().isPresent() ? " default " + literal(column) : "")
                + (column.nullable() ? "" : " not null");
    }

    final String createTable(String create, Table table) {
        List<String> parts = new ArrayList<>();
        table.columns().forEach(column -> parts.add(definition(column)));
        if (table.columns().stream().noneMatch(Column::identity) || !identityIsPrimaryKey()) {
            parts.add("primary key (" + String.join(", ", table.primaryKey()) + ")");
        }
        for (Constraint constraint : table.constraints()) {
            if (!(constraint instanceof Index)) {
                parts.add(definition(constraint));
            }
        }
        return create + " (\n  " + String.join(",\n  ", parts) + "\n)" + tableOptions();
    }

    /** Whether an identity's definition says already that it is the primary key. */
    boolean identityIsPrimaryKey() {
        return false;
    }

    final String definition(Constraint constraint) {
        return switch (constraint) {
            case ForeignKey key ->
                    "constraint "
                            + key.name()
                            + " foreign key ("
                            + String.join(", ", key.columns())
                            + ") references "
                            + key.targetTable()
                            + " ("
                            + String.join(", ", key.targetColumns())
                            + ") on delete "
                            + key.onDelete().sql();
            case Unique unique ->
                    "constraint "
                            + unique.name()
                            + " unique ("
                            + String.join(", ", unique.columns())
                            + ")";
            case Check check ->
                    "constraint " + check.name() + " check (" + condition(check.expression()) + ")";
            case Index index -> throw new AssertionError("an index has a statement: " + index);
        };
    }

    final String createIndex(String create, String table, Index index) {
        return create
                + " "
                + index.name()
                + " on "
                + table
                + " ("
                + String.join(", ", index.columns())
                + ")";
    }
}
