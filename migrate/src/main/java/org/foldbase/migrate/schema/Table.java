package org.foldbase.migrate.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.schema.Constraint.Check;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Constraint.Index;
import org.foldbase.migrate.schema.Constraint.Unique;

/**
 * A table: its columns in order, and its constraints in the order they were added.
 *
 * @param primaryKey the columns of the primary key, never empty
 */
public record Table(
        String name, List<Column> columns, List<String> primaryKey, List<Constraint> constraints) {

    /** An index of more than this many characters is refused by MariaDB (3,072 bytes). */
    private static final int MAX_INDEXED_CHARACTERS = 750;

    public Table {
        Identifiers.requireValid("table", name);
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        constraints = List.copyOf(constraints);
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            require(names.add(column.name()), name, "has two columns " + column.name());
            require(
                    !column.identity() || primaryKey.equals(List.of(column.name())),
                    name,
                    "counts up " + column.name() + ", which is not its primary key");
        }
        require(!primaryKey.isEmpty(), name, "has no primary key");
        requireIndexable(name, columns, "primary key", primaryKey);
        for (String key : primaryKey) {
            require(
                    columns.stream().noneMatch(c -> c.name().equals(key) && c.nullable()),
                    name,
                    "has a primary key that may be NULL: " + key);
        }
        for (Constraint constraint : constraints) {
            requireFitting(name, columns, constraint);
        }
    }

    private static void requireFitting(String name, List<Column> columns, Constraint constraint) {
        switch (constraint) {
            case ForeignKey key -> {
                requireIndexable(name, columns, key.name(), key.columns());
                require(
                        key.onDelete() != OnDelete.SET_NULL
                                || columns.stream()
                                        .filter(c -> key.columns().contains(c.name()))
                                        .allMatch(Column::nullable),
                        name,
                        "can't set " + key.columns() + " to NULL on delete (" + key.name() + ")");
            }
            case Unique unique -> requireIndexable(name, columns, unique.name(), unique.columns());
            case Index index -> requireIndexable(name, columns, index.name(), index.columns());
            case Check check ->
                    require(
                            columns.stream()
                                    .anyMatch(c ->
                                            Identifiers.mentions(check.expression(), c.name())),
                            name,
                            "has a check " + check.name() + " that names none of its columns");
        }
    }

    private static void requireIndexable(
            String name, List<Column> columns, String what, List<String> indexed) {
        int characters = 0;
        for (String wanted : indexed) {
            Optional<Column> column =
                    columns.stream().filter(c -> c.name().equals(wanted)).findFirst();
            require(column.isPresent(), name, "has no column " + wanted + " (" + what + ")");
            ColumnType type = column.orElseThrow().type();
            require(type.indexable(), name, "can't have a key on " + wanted + ", a " + type);
            characters += type.length();
        }
        require(
                characters <= MAX_INDEXED_CHARACTERS,
                name,
                "has "
                        + characters
                        + " characters in "
                        + what
                        + "; MariaDB takes no more than 750");
    }

    private static void require(boolean condition, String table, String what) {
        if (!condition) {
            throw new MigrationException("Table " + table + " " + what);
        }
    }

    public Optional<Column> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    public Optional<Constraint> constraint(String constraintName) {
        return constraints.stream().filter(c -> c.name().equals(constraintName)).findFirst();
    }

    public List<ForeignKey> foreignKeys() {
        return only(ForeignKey.class);
    }

    public List<Unique> uniques() {
        return only(Unique.class);
    }

    public List<Check> checks() {
        return only(Check.class);
    }

    public List<Index> indexes() {
        return only(Index.class);
    }

    private <T extends Constraint> List<T> only(Class<T> type) {
        return constraints.stream().filter(type::isInstance).map(type::cast).toList();
    }

    Table withName(String newName) {
        return new Table(newName, columns, primaryKey, constraints);
    }

    Table withColumns(List<Column> newColumns) {
        return new Table(name, newColumns, primaryKey, constraints);
    }

    Table withConstraints(List<? extends Constraint> newConstraints) {
        return new Table(name, columns, primaryKey, List.copyOf(newConstraints));
    }

    Table with(Column added) {
        List<Column> more = new ArrayList<>(columns);
        more.add(added);
        return withColumns(more);
    }

    Table with(Constraint added) {
        List<Constraint> more = new ArrayList<>(constraints);
        more.add(added);
        return withConstraints(more);
    }

    Table without(Constraint removed) {
        return withConstraints(constraints.stream().filter(c -> !c.equals(removed)).toList());
    }

    /** This table after one of its columns got another name, wherever the old one stood. */
    Table withColumnRenamed(String from, String to) {
        UnaryOperator<List<String>> rename =
                names -> names.stream().map(n -> n.equals(from) ? to : n).toList();
        return new Table(
                name,
                columns.stream().map(c -> c.name().equals(from) ? c.renamed(to) : c).toList(),
                rename.apply(primaryKey),
                constraints.stream().map(c -> renamed(c, from, to, rename)).toList());
    }

    private static Constraint renamed(
            Constraint constraint, String from, String to, UnaryOperator<List<String>> rename) {
        return switch (constraint) {
            case ForeignKey key ->
                    new ForeignKey(
                            key.name(),
                            rename.apply(key.columns()),
                            key.targetTable(),
                            key.targetColumns(),
                            key.onDelete());
            case Unique unique -> new Unique(unique.name(), rename.apply(unique.columns()));
            case Index index -> new Index(index.name(), rename.apply(index.columns()));
            case Check check ->
                    new Check(
                            check.name(),
                            Identifiers.replaceNames(check.expression(), Map.of(from, to)));
        };
    }

    /** This table with every foreign key's target replaced where it names another. */
    Table withTargets(UnaryOperator<ForeignKey> change) {
        return withConstraints(
                constraints.stream()
                        .map(c -> c instanceof ForeignKey key ? change.apply(key) : c)
                        .toList());
    }

    /** Whether a constraint or the primary key stands on the column. */
    Optional<String> userOf(String columnName) {
        if (primaryKey.contains(columnName)) {
            return Optional.of("its primary key");
        }
        return constraints.stream()
                .filter(c ->
                        switch (c) {
                            case ForeignKey key -> key.columns().contains(columnName);
                            case Unique unique -> unique.columns().contains(columnName);
                            case Index index -> index.columns().contains(columnName);
                            case Check check ->
                                    Identifiers.mentions(check.expression(), columnName);
                        })
                .map(Constraint::name)
                .findFirst();
    }
}
