package org.foldbase.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Work that is done while nobody can migrate the database.
 *
 * @param <T> what comes out of it
 */
@FunctionalInterface
public interface ExclusiveWork<T> {

    /**
     * Works. All that is done over the connection is one transaction, which is neither committed
     * nor closed here; on MariaDB and H2, statements that change tables commit it.
     */
    T work(Connection connection) throws SQLException;
}
