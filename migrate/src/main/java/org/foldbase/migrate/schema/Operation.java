package org.foldbase.migrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One change of a schema, the same for every back-end. {@link Schema#apply} says what it does. */
public sealed interface Operation {

    /** Makes a table with all its constraints. */
    record CreateTable(Table table) implements Operation {}

    /** Removes a table that no other refers to, and its rows. */
    record DropTable(String table) implements Operation {}

    /** Gives a table another name; foreign keys follow it. */
    record RenameTable(String table, String to) implements Operation {}

    /** Adds a column; existing rows get its default. */
    record AddColumn(String table, Column column) implements Operation {}

    /** Removes a column on which no constraint stands, and its values. */
    record DropColumn(String table, String column) implements Operation {}

    /** Gives a column another name; constraints follow it. */
    record RenameColumn(String table, String column, String to) implements Operation {}

    /** Gives the column of the same name this type, nullability and default. */
    record ChangeColumn(String table, Column column) implements Operation {}

    /** Adds a foreign key, unique, check or index. */
    record AddConstraint(String table, Constraint constraint) implements Operation {}

    /** Removes a foreign key, unique, check or index. */
    record DropConstraint(String table, String constraint) implements Operation {}

    /**
     * Statements written by hand: a change of rows, or of what no other operation covers.
     *
     * @param statements by dialect ({@code sqlite}, {@code postgresql}, {@code mariadb}, {@code
     *     h2}); those under {@code all} are for a dialect that has none of its own
     * @param amountsTo the operations that the statements amount to; none if only rows change
     * @param losesData whether its author says that rows or values go
     */
    record Sql(Map<String, List<String>> statements, List<Operation> amountsTo, boolean losesData)
            implements Operation {
        public Sql {
            statements = Map.copyOf(statements);
            amountsTo = List.copyOf(amountsTo);
        }

        /** The statements for a dialect, or none. */
        public List<String> statements(String dialect) {
            List<String> forAll = statements.getOrDefault("all", List.of());
            return statements.getOrDefault(dialect, forAll);
        }
    }

    /** Whether rows or values are lost where there are any. */
    default boolean losesData() {
        return switch (this) {
            case DropTable drop -> true;
            case DropColumn drop -> true;
            case Sql sql -> sql.losesData();
            default -> false;
        };
    }

    /** The operations that lead back to {@code before}, to which this one was applied. */
    default List<Operation> inverse(Schema before) {
        return switch (this) {
            case CreateTable create -> List.of(new DropTable(create.table().name()));
            case DropTable drop -> List.of(new CreateTable(before.get(drop.table())));
            case RenameTable rename -> List.of(new RenameTable(rename.to(), rename.table()));
            case AddColumn add -> List.of(new DropColumn(add.table(), add.column().name()));
            case DropColumn drop ->
                    restore(drop.table(), before.column(drop.table(), drop.column()));
            case RenameColumn rename ->
                    List.of(new RenameColumn(rename.table(), rename.to(), rename.column()));
            case ChangeColumn change ->
                    List.of(
                            new ChangeColumn(
                                    change.table(),
                                    before.column(change.table(), change.column().name())));
            case AddConstraint add ->
                    List.of(new DropConstraint(add.table(), add.constraint().name()));
            case DropConstraint drop ->
                    List.of(
                            new AddConstraint(
                                    drop.table(),
                                    before.constraint(drop.table(), drop.constraint())));
            case Sql sql -> inverse(sql.amountsTo(), before);
        };
    }

    /** The operations that lead back to {@code before}, to which these were applied in order. */
    static List<Operation> inverse(List<Operation> operations, Schema before) {
        List<List<Operation>> inverses = new ArrayList<>();
        Schema at = before;
        for (Operation operation : operations) {
            inverses.addFirst(operation.inverse(at));
            at = at.apply(operation);
        }
        return inverses.stream().flatMap(List::stream).toList();
    }

    /** The rows that stayed need a value where the column is NOT NULL and has no default. */
    private static List<Operation> restore(String table, Column column) {
        if (column.nullable() || column.defaultValue().isPresent()) {
            return List.of(new AddColumn(table, column));
        }
        return column.emptyValue()
                .<List<Operation>>map(value ->
                        List.of(
                                new AddColumn(table, column.withDefault(value)),
                                new ChangeColumn(table, column)))
                .orElseGet(() -> List.of(new AddColumn(table, column)));
    }

    /** In words: {@code add column dataset.kind string(20) NOT NULL}. */
    default String describe() {
        return switch (this) {
            case CreateTable create -> "create table " + create.table().name();
            case DropTable drop -> "drop table " + drop.table();
            case RenameTable rename -> "rename table " + rename.table() + " to " + rename.to();
            case AddColumn add -> "add column " + add.table() + "." + add.column();
            case DropColumn drop -> "drop column " + drop.table() + "." + drop.column();
            case RenameColumn rename ->
                    "rename column "
                            + rename.table()
                            + "."
                            + rename.column()
                            + " to "
                            + rename.to();
            case ChangeColumn change -> "change column " + change.table() + "." + change.column();
            case AddConstraint add -> "add to " + add.table() + " " + words(add.constraint());
            case DropConstraint drop -> "drop from " + drop.table() + " " + drop.constraint();
            case Sql sql -> "run statements written by hand";
        };
    }

    private static String words(Constraint constraint) {
        return switch (constraint) {
            case Constraint.ForeignKey key ->
                    "foreign key "
                            + key.name()
                            + " "
                            + key.columns()
                            + " to "
                            + key.targetTable()
                            + key.targetColumns()
                            + " on delete "
                            + key.onDelete().sql();
            case Constraint.Unique unique -> "unique " + unique.name() + " " + unique.columns();
            case Constraint.Check check -> "check " + check.name() + ": " + check.expression();
            case Constraint.Index index -> "index " + index.name() + " " + index.columns();
        };
    }
}
