package org.foldbase.migrate.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.ColumnType.Kind;
import org.foldbase.migrate.schema.Constraint;
import org.foldbase.migrate.schema.Constraint.Check;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Constraint.Index;
import org.foldbase.migrate.schema.Constraint.Unique;
import org.foldbase.migrate.schema.Identifiers;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.UniqueKey;

/** Reads tables from Hibernate's metadata, and what the fields' annotations add. */
final class MetadataReader {

    private final Metadata metadata;
    private final EntityFields fields;

    MetadataReader(Metadata metadata) {
        this.metadata = metadata;
        this.fields = new EntityFields(metadata);
    }

    Schema schema() {
        Map<String, List<String>> primaryKeys = new TreeMap<>();
        List<org.hibernate.mapping.Table> mapped =
                metadata.collectTableMappings().stream()
                        .filter(org.hibernate.mapping.Table::isPhysicalTable)
                        .sorted(Comparator.comparing(org.hibernate.mapping.Table::getName))
                        .toList();
        for (org.hibernate.mapping.Table table : mapped) {
            if (table.getPrimaryKey() == null) {
                throw new MigrationException(
                        "Table " + table.getName() + " has no primary key; rows need one");
            }
            primaryKeys.put(table.getName(), names(table.getPrimaryKey().getColumns()));
        }
        return Schema.of(mapped.stream().map(table -> table(table, primaryKeys)).toList());
    }

    private Table table(org.hibernate.mapping.Table table, Map<String, List<String>> primaryKeys) {
        String name = table.getName();
        List<String> primaryKey = primaryKeys.getOrDefault(name, List.of());
        List<Column> columns = new ArrayList<>();
        Map<String, Constraint> constraints = new TreeMap<>();
        for (org.hibernate.mapping.Column column : table.getColumns()) {
            columns.add(column(name, column, primaryKey));
            for (Check check : checks(name, column)) {
                put(constraints, check);
            }
            if (column.isUnique()) {
                put(constraints, unique(name, "", List.of(column.getName())));
            }
        }
        for (UniqueKey key : table.getUniqueKeys().values()) {
            put(constraints, unique(name, key.getName(), names(key.getColumns())));
        }
        for (org.hibernate.mapping.Index index : table.getIndexes().values()) {
            put(constraints, index(name, index));
        }
        for (CheckConstraint check : table.getChecks()) {
            if (!check.isNamed()) {
                throw new MigrationException(
                        "Table " + name + " has a @Check without a name: " + check.getConstraint());
            }
            put(constraints, new Check(lower(check.getName()), check.getConstraint()));
        }
        for (org.hibernate.mapping.ForeignKey key : table.getForeignKeyCollection()) {
            if (key.isPhysicalConstraint() && key.isCreationEnabled()) {
                put(constraints, foreignKey(name, key));
            }
        }
        for (Map.Entry<String, References> reference : fields.references(name).entrySet()) {
            put(constraints, foreignKey(name, reference, primaryKeys));
        }
        return new Table(name, columns, primaryKey, List.copyOf(constraints.values()));
    }

    private static void put(Map<String, Constraint> constraints, Constraint constraint) {
        Constraint other = constraints.put(constraint.name(), constraint);
        if (other != null && !other.equals(constraint)) {
            throw new MigrationException(
                    "Two constraints would be named "
                            + constraint.name()
                            + ": "
                            + other
                            + " and "
                            + constraint);
        }
    }

    private Column column(
            String table, org.hibernate.mapping.Column column, List<String> primaryKey) {
        String where = table + "." + column.getName();
        Long length = column.getLength();
        ColumnType type =
                JavaTypes.neutral(
                        column.getSqlTypeCode(metadata), length == null ? 255 : length, where);
        if (enumOf(column).isPresent() && type.kind() != Kind.STRING) {
            throw new MigrationException(
                    where + " keeps an enum's ordinal; say @Enumerated(EnumType.STRING)");
        }
        return new Column(
                column.getName(),
                type,
                column.isNullable() && !primaryKey.contains(column.getName()),
                Optional.ofNullable(column.getDefaultValue()).map(sql -> plain(where, sql)),
                fields.isIdentity(table, column.getName()));
    }

    /** The value that a literal in SQL stands for. */
    private static String plain(String where, String sql) {
        String stripped = sql.strip();
        if (stripped.equalsIgnoreCase("current_timestamp")) {
            return Column.NOW;
        }
        if (stripped.equalsIgnoreCase("true") || stripped.equalsIgnoreCase("false")) {
            return stripped.toLowerCase(Locale.ROOT);
        }
        if (stripped.matches("'(?:[^']|'')*'")) {
            return stripped.substring(1, stripped.length() - 1).replace("''", "'");
        }
        if (stripped.matches("[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")) {
            return stripped;
        }
        throw new MigrationException(
                where
                        + " has the default "
                        + sql
                        + "; only a number, true, false, 'text' and current_timestamp mean the same"
                        + " on every back-end");
    }

    private static Optional<Class<?>> enumOf(org.hibernate.mapping.Column column) {
        if (column.getValue() instanceof BasicValue value) {
            Class<?> java = value.resolve().getDomainJavaType().getJavaTypeClass();
            return java.isEnum() ? Optional.of(java) : Optional.empty();
        }
        return Optional.empty();
    }

    private static List<Check> checks(String table, org.hibernate.mapping.Column column) {
        List<Check> checks = new ArrayList<>();
        String name = Identifiers.constraintName("ck", table, List.of(column.getName()));
        Optional<Class<?>> type = enumOf(column);
        if (type.isPresent()) {
            String values =
                    Arrays.stream(type.get().getEnumConstants())
                            .map(constant -> "'" + ((Enum<?>) constant).name() + "'")
                            .sorted()
                            .collect(Collectors.joining(", "));
            checks.add(new Check(name, column.getName() + " in (" + values + ")"));
        }
        for (CheckConstraint check : column.getCheckConstraints()) {
            boolean hibernatesOwn = type.isPresent() && check.isAnonymous();
            if (!hibernatesOwn) {
                checks.add(
                        new Check(
                                check.isNamed() ? lower(check.getName()) : name,
                                check.getConstraint()));
            }
        }
        return checks;
    }

    private static Unique unique(String table, String name, List<String> columns) {
        return new Unique(named(name, "uq", table, columns), columns);
    }

    private static Constraint index(String table, org.hibernate.mapping.Index index) {
        List<String> columns = new ArrayList<>();
        for (Selectable part : index.getSelectables()) {
            if (!(part instanceof org.hibernate.mapping.Column column)) {
                throw new MigrationException(
                        "Index " + index.getName() + " of " + table + " is on an expression");
            }
            columns.add(column.getName());
        }
        return index.isUnique()
                ? unique(table, index.getName(), columns)
                : new Index(named(index.getName(), "ix", table, columns), columns);
    }

    private static ForeignKey foreignKey(String table, org.hibernate.mapping.ForeignKey key) {
        List<String> columns = names(key.getColumns());
        org.hibernate.mapping.Table target = key.getReferencedTable();
        return new ForeignKey(
                named(key.getName(), "fk", table, columns),
                columns,
                target.getName(),
                names(
                        key.isReferenceToPrimaryKey()
                                ? target.getPrimaryKey().getColumns()
                                : key.getReferencedColumns()),
                onDelete(key.getName(), key.getOnDeleteAction()));
    }

    private static OnDelete onDelete(String name, OnDeleteAction action) {
        if (action == null) {
            return OnDelete.NO_ACTION;
        }
        return switch (action) {
            case NO_ACTION, RESTRICT -> OnDelete.NO_ACTION;
            case CASCADE -> OnDelete.CASCADE;
            case SET_NULL -> OnDelete.SET_NULL;
            case SET_DEFAULT ->
                    throw new MigrationException(
                            "Foreign key "
                                    + name
                                    + " is on delete set default, which MariaDB lacks");
        };
    }

    private static ForeignKey foreignKey(
            String table,
            Map.Entry<String, References> reference,
            Map<String, List<String>> primaryKeys) {
        References references = reference.getValue();
        List<String> columns = List.of(reference.getKey());
        List<String> target = primaryKeys.get(references.table());
        if (target == null) {
            throw new MigrationException(
                    table
                            + "."
                            + reference.getKey()
                            + " refers to table "
                            + references.table()
                            + ", which no entity has");
        }
        return new ForeignKey(
                Identifiers.constraintName("fk", table, columns),
                columns,
                references.table(),
                target,
                references.onDelete());
    }

    private static String named(String name, String prefix, String table, List<String> columns) {
        return name.isEmpty() || MarkedNames.isMarked(name)
                ? Identifiers.constraintName(prefix, table, columns)
                : lower(name);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static List<String> names(Collection<org.hibernate.mapping.Column> columns) {
        return columns.stream().map(org.hibernate.mapping.Column::getName).toList();
    }
}
