package org.foldbase.server.database.archive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.Constraint.ForeignKey;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;

/**
 * Tables in an order in which their rows can be written: after those they refer to. Where tables
 * refer to each other, or one to itself, columns that may be NULL are written at the end.
 *
 * @param tables all tables
 * @param later by a table's name, the columns that are NULL until all rows are there
 */
record TableOrder(List<Table> tables, Map<String, Set<String>> later) {

    static TableOrder of(Schema schema) {
        List<Table> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        Map<String, Set<String>> later = new LinkedHashMap<>();
        List<Table> left = new ArrayList<>(schema.tables());
        while (!left.isEmpty()) {
            Table next =
                    left.stream()
                            .filter(table -> waitsFor(table, done, later).isEmpty())
                            .findFirst()
                            .orElseGet(() -> release(left, done, later));
            left.remove(next);
            ordered.add(next);
            done.add(next.name());
        }
        return new TableOrder(List.copyOf(ordered), Map.copyOf(later));
    }

    private static List<ForeignKey> waitsFor(
            Table table, Set<String> done, Map<String, Set<String>> later) {
        return table.foreignKeys().stream()
                .filter(key -> !done.contains(key.targetTable()))
                .filter(key ->
                        !later.getOrDefault(table.name(), Set.of()).containsAll(key.columns()))
                .toList();
    }

    /** Lets a table go first whose references may be NULL for a while. */
    private static Table release(
            List<Table> left, Set<String> done, Map<String, Set<String>> later) {
        for (Table table : left) {
            List<ForeignKey> waiting = waitsFor(table, done, later);
            if (waiting.stream().allMatch(key -> mayBeNull(table, key))) {
                Set<String> columns =
                        later.computeIfAbsent(table.name(), _ -> new LinkedHashSet<>());
                waiting.forEach(key -> columns.addAll(key.columns()));
                return table;
            }
        }
        throw new MigrationException(
                "Tables refer to each other in a circle and may not be NULL: "
                        + left.stream().map(Table::name).toList());
    }

    private static boolean mayBeNull(Table table, ForeignKey key) {
        return key.columns().stream()
                .allMatch(name ->
                        !table.primaryKey().contains(name)
                                && table.column(name).map(Column::nullable).orElse(false));
    }
}
