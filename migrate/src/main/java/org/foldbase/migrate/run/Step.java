package org.foldbase.migrate.run;

import java.util.List;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;

/**
 * Operations that a dialect carries out together.
 *
 * @param before the schema before the first of them
 * @param statements in order; where DDL can't be rolled back, each may be run twice
 */
record Step(List<Operation> operations, Schema before, List<String> statements) {

    Schema after() {
        return before.apply(operations);
    }

    /** Whether a person wrote the statements: what they do to rows is not known. */
    boolean isByHand() {
        return operations.getFirst() instanceof Operation.Sql;
    }
}
