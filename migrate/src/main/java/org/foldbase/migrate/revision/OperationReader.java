package org.foldbase.migrate.revision;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Constraint;
import org.foldbase.migrate.schema.Constraint.Check;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Constraint.Index;
import org.foldbase.migrate.schema.Constraint.Unique;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Table;

/** Reads operations from a revision's file; what {@link OperationWriter} writes. */
final class OperationReader {

    /** Marks an operation that loses rows or values where there are any. */
    static final String LOSES_DATA = "loses-data";

    private OperationReader() {}

    static List<Operation> operations(YamlValue list) {
        return list.list().stream().map(OperationReader::operation).toList();
    }

    private static Operation operation(YamlValue item) {
        YamlValue.Entries entries = item.entries();
        List<String> kinds = entries.keys().stream().filter(k -> !k.equals(LOSES_DATA)).toList();
        if (kinds.size() != 1) {
            throw item.error("one operation is expected, not " + kinds);
        }
        boolean marked = entries.truth(LOSES_DATA);
        String kind = kinds.getFirst();
        YamlValue value = entries.get(kind);
        Operation operation = located(value, () -> operation(kind, value, marked));
        if (operation.losesData() != marked) {
            throw item.error(
                    operation.describe()
                            + (marked ? " loses no data" : " loses data")
                            + ", so it is "
                            + (marked ? "not " : "")
                            + "marked '"
                            + LOSES_DATA
                            + ": true'");
        }
        return operation;
    }

    private static Operation operation(String kind, YamlValue value, boolean marked) {
        return switch (kind) {
            case "create-table" -> new Operation.CreateTable(table(value));
            case "drop-table" ->
                    new Operation.DropTable(value.entries(Set.of("table")).text("table"));
            case "rename-table" -> {
                YamlValue.Entries keys = value.entries(Set.of("table", "to"));
                yield new Operation.RenameTable(keys.text("table"), keys.text("to"));
            }
            case "add-column" -> {
                YamlValue.Entries keys = value.entries(Set.of("table", "column"));
                yield new Operation.AddColumn(keys.text("table"), column(keys.get("column")));
            }
            case "change-column" -> {
                YamlValue.Entries keys = value.entries(Set.of("table", "column"));
                yield new Operation.ChangeColumn(keys.text("table"), column(keys.get("column")));
            }
            case "drop-column" -> {
                YamlValue.Entries keys = value.entries(Set.of("table", "column"));
                yield new Operation.DropColumn(keys.text("table"), keys.text("column"));
            }
            case "rename-column" -> {
                YamlValue.Entries keys = value.entries(Set.of("table", "column", "to"));
                yield new Operation.RenameColumn(
                        keys.text("table"), keys.text("column"), keys.text("to"));
            }
            case "add-constraint" -> {
                YamlValue.Entries keys = value.entries(Set.of("table", "constraint"));
                yield new Operation.AddConstraint(
                        keys.text("table"), constraint(keys.get("constraint")));
            }
            case "drop-constraint" -> {
                YamlValue.Entries keys = value.entries(Set.of("table", "constraint"));
                yield new Operation.DropConstraint(keys.text("table"), keys.text("constraint"));
            }
            case "sql" -> sql(value, marked);
            default -> throw value.error("there is no operation '" + kind + "'");
        };
    }

    private static Operation sql(YamlValue value, boolean marked) {
        YamlValue.Entries keys =
                value.entries(Set.of("all", "sqlite", "postgresql", "mariadb", "h2", "amounts-to"));
        Map<String, List<String>> statements = new LinkedHashMap<>();
        for (String key : keys.keys()) {
            if (!key.equals("amounts-to")) {
                statements.put(key, keys.texts(key));
            }
        }
        return new Operation.Sql(
                statements,
                keys.find("amounts-to").map(OperationReader::operations).orElse(List.of()),
                marked);
    }

    private static Table table(YamlValue value) {
        YamlValue.Entries keys =
                value.entries(Set.of("name", "columns", "primary-key", "constraints"));
        return new Table(
                keys.text("name"),
                keys.get("columns").list().stream().map(OperationReader::column).toList(),
                keys.texts("primary-key"),
                keys.find("constraints").map(YamlValue::list).orElse(List.of()).stream()
                        .map(OperationReader::constraint)
                        .toList());
    }

    private static Column column(YamlValue value) {
        YamlValue.Entries keys =
                value.entries(Set.of("name", "type", "nullable", "default", "identity"));
        return located(
                value,
                () ->
                        new Column(
                                keys.text("name"),
                                ColumnType.parse(keys.text("type")),
                                keys.truth("nullable"),
                                keys.find("default").map(YamlValue::text),
                                keys.truth("identity")));
    }

    private static Constraint constraint(YamlValue value) {
        YamlValue.Entries any = value.entries();
        Set<String> keys = any.keys();
        return located(
                value,
                () -> {
                    if (keys.contains("foreign-key")) {
                        return foreignKey(value);
                    } else if (keys.contains("unique")) {
                        value.entries(Set.of("unique", "columns"));
                        return new Unique(any.text("unique"), any.texts("columns"));
                    } else if (keys.contains("check")) {
                        value.entries(Set.of("check", "expression"));
                        return new Check(any.text("check"), any.text("expression"));
                    }
                    value.entries(Set.of("index", "columns"));
                    return new Index(any.text("index"), any.texts("columns"));
                });
    }

    private static ForeignKey foreignKey(YamlValue value) {
        YamlValue.Entries keys =
                value.entries(
                        Set.of(
                                "foreign-key",
                                "columns",
                                "target-table",
                                "target-columns",
                                "on-delete"));
        String onDelete = keys.text("on-delete");
        return new ForeignKey(
                keys.text("foreign-key"),
                keys.texts("columns"),
                keys.text("target-table"),
                keys.texts("target-columns"),
                Arrays.stream(OnDelete.values())
                        .filter(rule -> rule.sql().equals(onDelete))
                        .findFirst()
                        .orElseThrow(() ->
                                keys.get("on-delete")
                                        .error(
                                                "on-delete is no action, cascade or set"
                                                        + " null")));
    }

    /** Adds file and line to what the model says. */
    private static <T> T located(YamlValue value, Supplier<T> read) {
        try {
            return read.get();
        } catch (MigrationException e) {
            if (value.locates(e)) {
                throw e;
            }
            MigrationException located = value.error(String.valueOf(e.getMessage()));
            located.initCause(e);
            throw located;
        }
    }
}
