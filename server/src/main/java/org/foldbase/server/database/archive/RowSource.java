package org.foldbase.server.database.archive;

import java.io.IOException;
import java.sql.SQLException;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/** Rows of tables, in the order of their primary key; each table can be read again. */
public interface RowSource {

    /** The tables there are. */
    Schema schema();

    /** How many rows a table has. */
    long rows(Table table) throws SQLException;

    /** The greatest id that a table ever gave out; 0 if none. */
    long lastId(Table table) throws SQLException;

    /** Gives all rows of a table. */
    void read(Table table, RowHandler handler) throws SQLException, IOException;

    /** Takes one row. */
    @FunctionalInterface
    interface RowHandler {

        /**
         * Takes the values in the order of the table's columns: Boolean, Long, Double, String (also
         * JSON's text), Instant, UUID or {@code byte[]}, null for NULL. The array is used again.
         */
        void row(@Nullable Object[] values) throws SQLException, IOException;
    }
}
