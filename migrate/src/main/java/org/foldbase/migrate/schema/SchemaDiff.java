package org.foldbase.migrate.schema;

import java.util.List;

/**
 * The operations that lead from one schema to another, and back. The same two schemas give the same
 * operations on every machine.
 *
 * @param operations from the old schema to the new, in an order in which every one fits
 * @param inverse from the new schema to the old
 * @param candidates pairs that might be renames and nobody was asked about: {@code table.old:new};
 *     as long as there are any, {@code operations} drops the one and adds the other
 */
public record SchemaDiff(
        List<Operation> operations, List<Operation> inverse, List<String> candidates) {

    public SchemaDiff {
        operations = List.copyOf(operations);
        inverse = List.copyOf(inverse);
        candidates = List.copyOf(candidates);
    }

    /** The difference, taking every name that is gone as removed. */
    public static SchemaDiff between(Schema from, Schema to) {
        return between(from, to, Renames.NONE);
    }

    /** The difference, with what a person said about renames. */
    public static SchemaDiff between(Schema from, Schema to, Renames renames) {
        DiffBuilder builder = new DiffBuilder(from, to, renames);
        List<Operation> operations = builder.operations();
        return new SchemaDiff(
                operations, Operation.inverse(operations, from), builder.candidates());
    }

    public boolean isEmpty() {
        return operations.isEmpty();
    }
}
