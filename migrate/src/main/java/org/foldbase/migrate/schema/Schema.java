package org.foldbase.migrate.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.foldbase.migrate.MigrationException;
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
import org.foldbase.migrate.schema.Operation.Sql;

/**
 * All tables at one moment. It does not change: {@link #apply} gives the next. Every foreign key
 * refers to the primary key or a unique of a table that is there, with columns of the same type,
 * and no two constraints share a name.
 */
public final class Schema {

    /** A database without tables. */
    public static final Schema EMPTY = new Schema(new TreeMap<>());

    private final SequencedMap<String, Table> tables;

    private Schema(SequencedMap<String, Table> tables) {
        this.tables = tables;
    }

    /** The schema with these tables. */
    public static Schema of(Collection<Table> tables) {
        TreeMap<String, Table> byName = new TreeMap<>();
        for (Table table : tables) {
            if (byName.put(table.name(), table) != null) {
                throw new MigrationException("There are two tables " + table.name());
            }
        }
        return new Schema(byName).validated();
    }

    /** The tables by name. */
    public Collection<Table> tables() {
        return tables.sequencedValues();
    }

    public Optional<Table> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** The table of that name; a missing one is an error. */
    public Table get(String name) {
        return table(name).orElseThrow(() -> new MigrationException("There is no table " + name));
    }

    /** The column of that name; a missing one is an error. */
    public Column column(String table, String name) {
        return get(table)
                .column(name)
                .orElseThrow(
                        () -> new MigrationException("Table " + table + " has no column " + name));
    }

    /** The constraint of that name; a missing one is an error. */
    public Constraint constraint(String table, String name) {
        return get(table)
                .constraint(name)
                .orElseThrow(() ->
                        new MigrationException("Table " + table + " has no constraint " + name));
    }

    /** Foreign keys of other tables, and of its own, that refer to a table, with their table. */
    public Map<ForeignKey, Table> referencesTo(String table) {
        Map<ForeignKey, Table> references = new HashMap<>();
        for (Table owner : tables.values()) {
            for (ForeignKey key : owner.foreignKeys()) {
                if (key.targetTable().equals(table)) {
                    references.put(key, owner);
                }
            }
        }
        return references;
    }

    /** The schema after the operations, in order. */
    public Schema apply(List<Operation> operations) {
        Schema at = this;
        for (Operation operation : operations) {
            at = at.apply(operation);
        }
        return at;
    }

    /** The schema after an operation; one that does not fit is an error and changes nothing. */
    public Schema apply(Operation operation) {
        try {
            return applied(operation).validated();
        } catch (MigrationException e) {
            throw new MigrationException(
                    "Can't " + operation.describe() + ": " + e.getMessage(), e);
        }
    }

    private Schema applied(Operation operation) {
        return switch (operation) {
            case CreateTable create -> with(create.table());
            case DropTable drop -> without(drop.table());
            case RenameTable rename -> withTableRenamed(rename.table(), rename.to());
            case AddColumn add -> replace(add.table(), table -> table.with(add.column()));
            case DropColumn drop -> withoutColumn(drop);
            case RenameColumn rename -> withColumnRenamed(rename);
            case ChangeColumn change -> withColumnChanged(change);
            case AddConstraint add -> replace(add.table(), table -> table.with(add.constraint()));
            case DropConstraint drop ->
                    replace(
                            drop.table(),
                            table -> table.without(constraint(drop.table(), drop.constraint())));
            case Sql sql -> apply(sql.amountsTo());
        };
    }

    private Schema with(Table added) {
        if (tables.containsKey(added.name())) {
            throw new MigrationException("there is one already");
        }
        TreeMap<String, Table> more = new TreeMap<>(tables);
        more.put(added.name(), added);
        return new Schema(more);
    }

    private Schema without(String name) {
        get(name);
        for (Map.Entry<ForeignKey, Table> reference : referencesTo(name).entrySet()) {
            if (!reference.getValue().name().equals(name)) {
                throw new MigrationException(
                        reference.getValue().name()
                                + " refers to it ("
                                + reference.getKey().name()
                                + ")");
            }
        }
        TreeMap<String, Table> fewer = new TreeMap<>(tables);
        fewer.remove(name);
        return new Schema(fewer);
    }

    private Schema replace(String name, UnaryOperator<Table> change) {
        TreeMap<String, Table> changed = new TreeMap<>(tables);
        changed.put(name, change.apply(get(name)));
        return new Schema(changed);
    }

    private Schema retarget(UnaryOperator<ForeignKey> change) {
        TreeMap<String, Table> changed = new TreeMap<>(tables);
        changed.replaceAll((name, table) -> table.withTargets(change));
        return new Schema(changed);
    }

    private Schema withTableRenamed(String from, String to) {
        Table renamed = get(from).withName(to);
        if (tables.containsKey(to)) {
            throw new MigrationException("there is a table " + to + " already");
        }
        TreeMap<String, Table> changed = new TreeMap<>(tables);
        changed.remove(from);
        changed.put(to, renamed);
        return new Schema(changed)
                .retarget(key ->
                        key.targetTable().equals(from)
                                ? new ForeignKey(
                                        key.name(),
                                        key.columns(),
                                        to,
                                        key.targetColumns(),
                                        key.onDelete())
                                : key);
    }

    private Schema withoutColumn(DropColumn drop) {
        column(drop.table(), drop.column());
        Optional<String> user = get(drop.table()).userOf(drop.column());
        if (user.isPresent()) {
            throw new MigrationException("it is used by " + user.get());
        }
        return replace(
                drop.table(),
                table ->
                        table.withColumns(
                                table.columns().stream()
                                        .filter(c -> !c.name().equals(drop.column()))
                                        .toList()));
    }

    private Schema withColumnRenamed(RenameColumn rename) {
        column(rename.table(), rename.column());
        return replace(
                        rename.table(),
                        table -> table.withColumnRenamed(rename.column(), rename.to()))
                .retarget(key ->
                        key.targetTable().equals(rename.table())
                                ? new ForeignKey(
                                        key.name(),
                                        key.columns(),
                                        key.targetTable(),
                                        key.targetColumns().stream()
                                                .map(c ->
                                                        c.equals(rename.column()) ? rename.to() : c)
                                                .toList(),
                                        key.onDelete())
                                : key);
    }

    private Schema withColumnChanged(ChangeColumn change) {
        Column old = column(change.table(), change.column().name());
        if (!old.type().equals(change.column().type())
                && !old.type().convertsTo(change.column().type())) {
            throw new MigrationException(
                    "a " + old.type() + " does not become a " + change.column().type());
        }
        if (old.identity() != change.column().identity()) {
            throw new MigrationException("whether a column counts itself up can't be changed");
        }
        return replace(
                change.table(),
                table ->
                        table.withColumns(
                                table.columns().stream()
                                        .map(c -> c.equals(old) ? change.column() : c)
                                        .toList()));
    }

    private Schema validated() {
        Map<String, String> names = new HashMap<>();
        for (Table table : tables.values()) {
            for (Constraint constraint : table.constraints()) {
                String other = names.put(constraint.name(), table.name());
                if (other != null) {
                    throw new MigrationException(
                            "Two constraints are named "
                                    + constraint.name()
                                    + ", in "
                                    + other
                                    + " and "
                                    + table.name());
                }
                if (constraint instanceof ForeignKey key) {
                    requireTarget(table, key);
                }
            }
        }
        return this;
    }

    private void requireTarget(Table table, ForeignKey key) {
        Table target = get(key.targetTable());
        boolean unique =
                target.primaryKey().equals(key.targetColumns())
                        || target.uniques().stream()
                                .anyMatch(u -> u.columns().equals(key.targetColumns()));
        if (!unique) {
            throw new MigrationException(
                    "Foreign key "
                            + key.name()
                            + " refers to "
                            + key.targetTable()
                            + key.targetColumns()
                            + ", which is neither its primary key nor unique");
        }
        for (int i = 0; i < key.columns().size(); i++) {
            ColumnType from = column(table.name(), key.columns().get(i)).type();
            ColumnType to = column(target.name(), key.targetColumns().get(i)).type();
            if (!from.equals(to)) {
                throw new MigrationException(
                        "Foreign key " + key.name() + " lets a " + from + " refer to a " + to);
            }
        }
    }

    /** Known by content: the same tables give the same hash, in whatever order they were made. */
    public String hash() {
        return Sha256.of(canonical().getBytes(StandardCharsets.UTF_8));
    }

    private String canonical() {
        StringBuilder text = new StringBuilder();
        for (Table table : tables.values()) {
            text.append("table ").append(table.name()).append(' ').append(table.primaryKey());
            text.append('\n');
            table.columns().stream()
                    .sorted(Comparator.comparing(Column::name))
                    .forEach(column -> text.append(column).append('\n'));
            List<Constraint> sorted = new ArrayList<>(table.constraints());
            sorted.sort(Comparator.comparing(Constraint::name));
            sorted.forEach(constraint -> text.append(constraint).append('\n'));
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema schema && canonical().equals(schema.canonical());
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }

    @Override
    public String toString() {
        return tables.keySet().stream().collect(Collectors.joining(", ", "Schema[", "]"));
    }
}
