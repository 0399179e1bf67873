package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.foldbase.migrate.schema.Constraint.Index;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;

/**
 * SQLite: a table is changed by making the new one, copying, dropping the old and renaming, once
 * for all consecutive changes. Foreign keys are off before the transaction begins: with them on,
 * dropping the old table would delete or change the rows that refer to it.
 */
final class SqliteDialect extends Dialect {

    private static final String COPY = "_rebuilt";
    private static final int BUSY = 5;

    SqliteDialect() {
        super(
                "sqlite",
                true,
                Map.of(
                        Kind.DOUBLE,
                        "double",
                        Kind.INSTANT,
                        "timestamp",
                        Kind.UUID,
                        "blob",
                        Kind.JSON,
                        "text"));
    }

    /** The driver keeps an instant as milliseconds since 1970. */
    @Override
    String now() {
        return "(cast(round(unixepoch('subsec') * 1000) as integer))";
    }

    @Override
    String characterCount() {
        return "length";
    }

    @Override
    String definition(Column column) {
        return column.identity()
                ? column.name() + " integer primary key autoincrement not null"
                : plainDefinition(column);
    }

    @Override
    boolean identityIsPrimaryKey() {
        return true;
    }

    @Override
    List<Step> plan(List<Operation> operations, Schema before) {
        List<Step> steps = new ArrayList<>();
        Schema at = before;
        int from = 0;
        while (from < operations.size()) {
            int end = from + 1;
            String table = rebuilt(operations.get(from), at);
            Schema after = at.apply(operations.get(from));
            while (!table.isEmpty()
                    && end < operations.size()
                    && rebuilt(operations.get(end), after).equals(table)) {
                after = after.apply(operations.get(end));
                end++;
            }
            List<Operation> group = List.copyOf(operations.subList(from, end));
            steps.add(
                    new Step(
                            group,
                            at,
                            table.isEmpty()
                                    ? statements(group.getFirst(), at)
                                    : rebuild(group, at.get(table), after.get(table))));
            at = after;
            from = end;
        }
        return steps;
    }

    /** The table that an operation changes by rebuilding it, or nothing. */
    private static String rebuilt(Operation operation, Schema before) {
        return switch (operation) {
            case Operation.AddColumn add -> add.table();
            case Operation.DropColumn drop -> drop.table();
            case Operation.ChangeColumn change -> change.table();
            case Operation.AddConstraint add ->
                    add.constraint() instanceof Index ? "" : add.table();
            case Operation.DropConstraint drop ->
                    before.constraint(drop.table(), drop.constraint()) instanceof Index
                            ? ""
                            : drop.table();
            default -> "";
        };
    }

    private List<String> statements(Operation operation, Schema before) {
        return switch (operation) {
            case Operation.CreateTable create -> {
                List<String> statements = new ArrayList<>();
                statements.add(
                        createTable("create table " + create.table().name(), create.table()));
                addIndexes(statements, create.table());
                yield statements;
            }
            case Operation.DropTable drop -> List.of("drop table " + drop.table());
            case Operation.RenameTable rename ->
                    List.of("alter table " + rename.table() + " rename to " + rename.to());
            case Operation.RenameColumn rename ->
                    List.of(
                            "alter table "
                                    + rename.table()
                                    + " rename column "
                                    + rename.column()
                                    + " to "
                                    + rename.to());
            case Operation.AddConstraint add when add.constraint() instanceof Index index ->
                    List.of(createIndex("create index", add.table(), index));
            case Operation.DropConstraint drop -> List.of("drop index " + drop.constraint());
            case Operation.Sql sql -> sql.statements(name());
            default -> throw new AssertionError("rebuilds: " + operation + before);
        };
    }

    private List<String> rebuild(List<Operation> operations, Table old, Table wanted) {
        String copy = old.name() + COPY;
        Map<String, String> sources = new LinkedHashMap<>();
        old.columns().forEach(column -> sources.put(column.name(), column.name()));
        for (Operation operation : operations) {
            if (operation instanceof Operation.AddColumn add) {
                Column column = add.column();
                sources.put(
                        column.name(),
                        column.defaultValue().isPresent() ? literal(column) : "null");
            } else if (operation instanceof Operation.DropColumn drop) {
                sources.remove(drop.column());
            }
        }
        List<String> statements = new ArrayList<>();
        statements.add(createTable("create table " + copy, wanted));
        statements.add(
                "insert into "
                        + copy
                        + " ("
                        + String.join(", ", sources.keySet())
                        + ") select "
                        + String.join(", ", sources.values())
                        + " from "
                        + old.name());
        if (wanted.columns().stream().anyMatch(Column::identity)) {
            statements.add("delete from sqlite_sequence where name = '" + copy + "'");
            statements.add(
                    "insert into sqlite_sequence (name, seq) select '"
                            + copy
                            + "', seq from sqlite_sequence where name = '"
                            + old.name()
                            + "'");
        }
        statements.add("drop table " + old.name());
        statements.add("alter table " + copy + " rename to " + old.name());
        addIndexes(statements, wanted);
        return statements;
    }

    private void addIndexes(List<String> statements, Table table) {
        for (Index index : table.indexes()) {
            statements.add(createIndex("create index", table.name(), index));
        }
    }

    /** Two names that differ in case are one. */
    @Override
    String asWritten(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    boolean dropsForeignKeysFirst() {
        return false;
    }

    @Override
    boolean isLocked(SQLException failure) {
        return failure.getErrorCode() == BUSY;
    }

    @Override
    void prepare(Session session) throws SQLException {
        session.atClose("pragma foreign_keys = " + session.number("pragma foreign_keys"));
        session.execute("pragma foreign_keys = off");
        if (session.number("pragma foreign_keys") != 0) {
            throw new SQLException(
                    "SQLite keeps foreign_keys on; the connection is inside a transaction already");
        }
    }

    @Override
    void lock(Session session) throws SQLException {
        session.atClose("pragma busy_timeout = " + session.number("pragma busy_timeout"));
        session.execute("pragma busy_timeout = " + session.lockTimeout().toMillis());
        session.execute("begin immediate");
    }

    @Override
    void release(Session session) {}

    @Override
    Catalogue live(Connection connection) throws SQLException {
        return SqliteCatalogue.live(connection);
    }

    @Override
    Catalogue expected(Connection connection, Schema schema) {
        return SqliteCatalogue.expected(this, schema);
    }

    /** The definition of a table and of its indexes, as {@link SqliteCatalogue} compares them. */
    List<String> definitions(Table table) {
        List<String> statements = new ArrayList<>();
        statements.add(createTable("create table " + table.name(), table));
        addIndexes(statements, table);
        return statements;
    }

    /** Whether a statement creates the copy that stands in for a table while it is rebuilt. */
    static boolean isRebuild(Step step) {
        return step.operations().stream().anyMatch(o -> !rebuilt(o, step.before()).isEmpty());
    }
}
