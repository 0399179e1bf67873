package org.foldbase.migrate.revision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.Constraint;
import org.foldbase.migrate.schema.Operation;

/** Makes the maps and lists of which a revision's file consists. */
final class OperationWriter {

    private OperationWriter() {}

    static List<Map<String, Object>> operations(List<Operation> operations) {
        return operations.stream().map(OperationWriter::operation).toList();
    }

    private static Map<String, Object> operation(Operation operation) {
        Map<String, Object> item =
                switch (operation) {
                    case Operation.CreateTable create -> map("create-table", table(create));
                    case Operation.DropTable drop -> map("drop-table", map("table", drop.table()));
                    case Operation.RenameTable rename ->
                            map("rename-table", map("table", rename.table(), "to", rename.to()));
                    case Operation.AddColumn add ->
                            map(
                                    "add-column",
                                    map("table", add.table(), "column", column(add.column())));
                    case Operation.DropColumn drop ->
                            map("drop-column", map("table", drop.table(), "column", drop.column()));
                    case Operation.RenameColumn rename ->
                            map(
                                    "rename-column",
                                    map(
                                            "table", rename.table(),
                                            "column", rename.column(),
                                            "to", rename.to()));
                    case Operation.ChangeColumn change ->
                            map(
                                    "change-column",
                                    map(
                                            "table",
                                            change.table(),
                                            "column",
                                            column(change.column())));
                    case Operation.AddConstraint add ->
                            map(
                                    "add-constraint",
                                    map(
                                            "table",
                                            add.table(),
                                            "constraint",
                                            constraint(add.constraint())));
                    case Operation.DropConstraint drop ->
                            map(
                                    "drop-constraint",
                                    map("table", drop.table(), "constraint", drop.constraint()));
                    case Operation.Sql sql -> map("sql", sql(sql));
                };
        if (operation.losesData()) {
            item.put(OperationReader.LOSES_DATA, true);
        }
        return item;
    }

    private static Map<String, Object> sql(Operation.Sql sql) {
        Map<String, Object> keys = new LinkedHashMap<>(new TreeMap<>(sql.statements()));
        if (!sql.amountsTo().isEmpty()) {
            keys.put("amounts-to", operations(sql.amountsTo()));
        }
        return keys;
    }

    private static Map<String, Object> table(Operation.CreateTable create) {
        Map<String, Object> keys =
                map(
                        "name",
                        create.table().name(),
                        "columns",
                        create.table().columns().stream().map(OperationWriter::column).toList(),
                        "primary-key",
                        create.table().primaryKey());
        if (!create.table().constraints().isEmpty()) {
            keys.put(
                    "constraints",
                    create.table().constraints().stream()
                            .map(OperationWriter::constraint)
                            .toList());
        }
        return keys;
    }

    private static Map<String, Object> column(Column column) {
        Map<String, Object> keys = map("name", column.name(), "type", column.type().toString());
        if (column.nullable()) {
            keys.put("nullable", true);
        }
        column.defaultValue().ifPresent(value -> keys.put("default", value));
        if (column.identity()) {
            keys.put("identity", true);
        }
        return keys;
    }

    private static Map<String, Object> constraint(Constraint constraint) {
        return switch (constraint) {
            case Constraint.ForeignKey key ->
                    map(
                            "foreign-key", key.name(),
                            "columns", key.columns(),
                            "target-table", key.targetTable(),
                            "target-columns", key.targetColumns(),
                            "on-delete", key.onDelete().sql());
            case Constraint.Unique unique ->
                    map("unique", unique.name(), "columns", unique.columns());
            case Constraint.Check check ->
                    map("check", check.name(), "expression", check.expression());
            case Constraint.Index index -> map("index", index.name(), "columns", index.columns());
        };
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
