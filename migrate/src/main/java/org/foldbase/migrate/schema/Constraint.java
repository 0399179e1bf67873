package org.foldbase.migrate.schema;

import java.util.List;
import org.foldbase.migrate.MigrationException;

/** A named part of a table that is not a column: each name occurs once in a schema. */
public sealed interface Constraint {

    String name();

    /** A foreign key; its target is the primary key, or a unique, of {@code targetTable}. */
    record ForeignKey(
            String name,
            List<String> columns,
            String targetTable,
            List<String> targetColumns,
            OnDelete onDelete)
            implements Constraint {
        public ForeignKey {
            Identifiers.requireValid("foreign key", name);
            columns = requireSome(name, columns);
            targetColumns = requireSome(name, targetColumns);
            if (columns.size() != targetColumns.size()) {
                throw new MigrationException(
                        "Foreign key " + name + " has " + columns + " refer to " + targetColumns);
            }
        }
    }

    /** No two rows have the same values in these columns; rows with a NULL among them are free. */
    record Unique(String name, List<String> columns) implements Constraint {
        public Unique {
            Identifiers.requireValid("unique", name);
            columns = requireSome(name, columns);
        }
    }

    /**
     * A condition every row fulfils.
     *
     * @param expression SQL that every back-end reads alike, with plain column names
     */
    record Check(String name, String expression) implements Constraint {
        public Check {
            Identifiers.requireValid("check", name);
            if (expression.isBlank()) {
                throw new MigrationException("Check " + name + " has no expression");
            }
        }
    }

    /** An index that only makes reading faster. */
    record Index(String name, List<String> columns) implements Constraint {
        public Index {
            Identifiers.requireValid("index", name);
            columns = requireSome(name, columns);
        }
    }

    private static List<String> requireSome(String name, List<String> columns) {
        if (columns.isEmpty()) {
            throw new MigrationException(name + " names no column");
        }
        return List.copyOf(columns);
    }
}
