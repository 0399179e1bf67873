package org.foldbase.migrate.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.schema.Constraint.Check;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Operation.AddColumn;
import org.foldbase.migrate.schema.Operation.AddConstraint;
import org.foldbase.migrate.schema.Operation.ChangeColumn;
import org.foldbase.migrate.schema.Operation.CreateTable;
import org.foldbase.migrate.schema.Operation.DropColumn;
import org.foldbase.migrate.schema.Operation.DropConstraint;
import org.foldbase.migrate.schema.Operation.DropTable;
import org.foldbase.migrate.schema.Operation.RenameColumn;
import org.foldbase.migrate.schema.Operation.RenameTable;

/**
 * Builds the operations of a {@link SchemaDiff}. Their order makes each fit: renames; constraints
 * that go; tables that go; new tables, targets first; columns; constraints that come, foreign keys
 * last.
 */
final class DiffBuilder {

    private final Schema from;
    private final Schema to;
    private final Renames renames;
    private final List<Operation> operations = new ArrayList<>();
    private final List<String> candidates = new ArrayList<>();
    private Schema at;

    DiffBuilder(Schema from, Schema to, Renames renames) {
        this.from = from;
        this.to = to;
        this.renames = renames;
        this.at = from;
        renameTables();
        renameColumns();
        dropConstraints();
        dropTables();
        createTables();
        changeColumns();
        addConstraints(constraint -> !(constraint instanceof ForeignKey));
        addConstraints(ForeignKey.class::isInstance);
        if (!at.equals(to)) {
            throw new AssertionError("the operations do not lead to the schema: " + operations);
        }
    }

    List<Operation> operations() {
        return operations;
    }

    List<String> candidates() {
        return candidates;
    }

    private void add(Operation operation) {
        operations.add(operation);
        at = at.apply(operation);
    }

    private void renameTables() {
        Map<String, String> renamed = new LinkedHashMap<>();
        for (Table old : from.tables()) {
            Optional<String> newName = renames.newName(old.name());
            if (newName.isPresent()) {
                requireNew("table " + old.name(), to.table(old.name()).isEmpty());
                requireThere("table " + newName.get(), to.table(newName.get()).isPresent());
                add(new RenameTable(old.name(), newName.get()));
                renamed.put(old.name(), newName.get());
            }
        }
        renames.requireKnown(from, renamed);
        for (Table old : at.tables()) {
            if (to.table(old.name()).isEmpty() && !renames.isAnswered(old.name())) {
                for (Table added : to.tables()) {
                    if (at.table(added.name()).isEmpty() && isLike(old, added)) {
                        candidates.add(old.name() + ":" + added.name());
                    }
                }
            }
        }
    }

    /** Whether at least half of the old table's columns are in the new one, by name and type. */
    private static boolean isLike(Table old, Table added) {
        long shared =
                old.columns().stream()
                        .filter(c ->
                                added.column(c.name())
                                        .filter(a -> a.type().equals(c.type()))
                                        .isPresent())
                        .count();
        return 2 * shared >= old.columns().size();
    }

    private void renameColumns() {
        for (Table wanted : to.tables()) {
            Optional<Table> old = at.table(wanted.name());
            if (old.isPresent()) {
                renameColumns(old.get(), wanted);
            }
        }
    }

    private void renameColumns(Table old, Table wanted) {
        for (Column column : old.columns()) {
            String path = old.name() + "." + column.name();
            Optional<String> newName = renames.newName(path);
            if (newName.isPresent()) {
                requireNew("column " + path, wanted.column(column.name()).isEmpty());
                requireThere(
                        "column " + old.name() + "." + newName.get(),
                        wanted.column(newName.get()).isPresent());
                add(new RenameColumn(old.name(), column.name(), newName.get()));
            }
        }
        Table renamed = at.get(old.name());
        for (Column gone : renamed.columns()) {
            String path = old.name() + "." + gone.name();
            if (wanted.column(gone.name()).isEmpty() && !renames.isAnswered(path)) {
                for (Column added : wanted.columns()) {
                    if (renamed.column(added.name()).isEmpty()
                            && (added.type().equals(gone.type())
                                    || gone.type().convertsTo(added.type()))) {
                        candidates.add(path + ":" + added.name());
                    }
                }
            }
        }
    }

    private static void requireNew(String what, boolean gone) {
        if (!gone) {
            throw new MigrationException("The " + what + " is still there, so it was not renamed");
        }
    }

    private static void requireThere(String what, boolean there) {
        if (!there) {
            throw new MigrationException("There is no " + what + " that could be a new name");
        }
    }

    private void dropConstraints() {
        List<DropConstraint> drops = new ArrayList<>();
        Set<String> retyped = retypedColumns();
        for (Table table : at.tables()) {
            Optional<Table> wanted = to.table(table.name());
            for (Constraint constraint : table.constraints()) {
                boolean goes =
                        wanted.isEmpty()
                                ? constraint instanceof ForeignKey
                                : !wanted.get().constraints().contains(constraint)
                                        || standsOn(table, constraint, retyped);
                if (goes) {
                    drops.add(new DropConstraint(table.name(), constraint.name()));
                }
            }
        }
        drops.stream().filter(this::isForeignKey).forEach(this::add);
        drops.stream()
                .filter(drop -> at.get(drop.table()).constraint(drop.constraint()).isPresent())
                .forEach(this::add);
    }

    private boolean isForeignKey(DropConstraint drop) {
        return at.constraint(drop.table(), drop.constraint()) instanceof ForeignKey;
    }

    /** Columns whose type changes: checks, and foreign keys on either end, step aside meanwhile. */
    private Set<String> retypedColumns() {
        Set<String> retyped = new HashSet<>();
        for (Table table : at.tables()) {
            for (Column column : table.columns()) {
                to.table(table.name())
                        .flatMap(wanted -> wanted.column(column.name()))
                        .filter(wanted -> !wanted.type().equals(column.type()))
                        .ifPresent(wanted -> retyped.add(table.name() + "." + column.name()));
            }
        }
        return retyped;
    }

    private static boolean standsOn(Table table, Constraint constraint, Set<String> retyped) {
        return switch (constraint) {
            case ForeignKey key ->
                    key.columns().stream().anyMatch(c -> retyped.contains(table.name() + "." + c))
                            || key.targetColumns().stream()
                                    .anyMatch(c -> retyped.contains(key.targetTable() + "." + c));
            case Check check ->
                    table.columns().stream()
                            .map(Column::name)
                            .anyMatch(c ->
                                    retyped.contains(table.name() + "." + c)
                                            && Identifiers.mentions(check.expression(), c));
            default -> false;
        };
    }

    private void createTables() {
        List<Table> missing = new ArrayList<>();
        for (Table wanted : to.tables()) {
            if (at.table(wanted.name()).isEmpty()) {
                missing.add(wanted);
            }
        }
        while (!missing.isEmpty()) {
            Table next =
                    missing.stream()
                            .filter(table ->
                                    table.foreignKeys().stream().allMatch(k -> isMet(table, k)))
                            .findFirst()
                            .orElse(missing.getFirst());
            missing.remove(next);
            add(
                    new CreateTable(
                            next.withConstraints(
                                    next.constraints().stream()
                                            .filter(c ->
                                                    !(c instanceof ForeignKey key)
                                                            || isMet(next, key))
                                            .toList())));
        }
    }

    /** Whether the target is there as it will be; the key is added at the end otherwise. */
    private boolean isMet(Table owner, ForeignKey key) {
        if (key.targetTable().equals(owner.name())) {
            return true;
        }
        return at.table(key.targetTable())
                .filter(target ->
                        target.primaryKey().equals(key.targetColumns())
                                || target.uniques().stream()
                                        .anyMatch(u -> u.columns().equals(key.targetColumns())))
                .filter(target ->
                        key.targetColumns().stream()
                                .allMatch(c ->
                                        target.column(c).equals(to.get(target.name()).column(c))))
                .isPresent();
    }

    private void changeColumns() {
        for (Table wanted : to.tables()) {
            Table old = at.get(wanted.name());
            if (!old.primaryKey().equals(wanted.primaryKey())) {
                throw new MigrationException(
                        "The primary key of "
                                + wanted.name()
                                + " changes from "
                                + old.primaryKey()
                                + " to "
                                + wanted.primaryKey()
                                + "; write that step by hand (sql, with amounts-to)");
            }
            for (Column column : wanted.columns()) {
                Optional<Column> present = old.column(column.name());
                if (present.isEmpty()) {
                    add(new AddColumn(wanted.name(), column));
                } else if (!present.get().equals(column)) {
                    add(new ChangeColumn(wanted.name(), column));
                }
            }
            for (Column column : old.columns()) {
                if (wanted.column(column.name()).isEmpty()) {
                    add(new DropColumn(wanted.name(), column.name()));
                }
            }
        }
    }

    /** No table that goes has a foreign key left, so any order does. */
    private void dropTables() {
        for (Table table : List.copyOf(at.tables())) {
            if (to.table(table.name()).isEmpty()) {
                add(new DropTable(table.name()));
            }
        }
    }

    private void addConstraints(Predicate<Constraint> kind) {
        for (Table wanted : to.tables()) {
            for (Constraint constraint : wanted.constraints()) {
                if (kind.test(constraint)
                        && at.get(wanted.name()).constraint(constraint.name()).isEmpty()) {
                    add(new AddConstraint(wanted.name(), constraint));
                }
            }
        }
    }
}
