package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;

/** Puts the first rows into new tables. */
@FunctionalInterface
public interface Fill {

    /** Puts no rows in. */
    Fill NOTHING = connection -> {};

    /**
     * Writes rows. The connection says that it commits by itself, yet all that is done over it is
     * one transaction: it is neither committed nor closed here.
     */
    void fill(Connection connection) throws SQLException;
}
