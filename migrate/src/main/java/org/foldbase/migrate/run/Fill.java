package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;

/** Puts the first rows into new tables. */
@FunctionalInterface
public interface Fill {

    /** Puts no rows in. */
    Fill NOTHING = connection -> {};

    /**
     * Writes rows. Whatever the connection says of auto-commit, all that is done over it is one
     * transaction, which is neither committed nor closed here. On MariaDB it is connected to the
     * database beside, so tables are named without a database.
     */
    void fill(Connection connection) throws SQLException;
}
