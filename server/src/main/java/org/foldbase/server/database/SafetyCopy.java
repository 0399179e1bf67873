package org.foldbase.server.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Takes a copy of a database before its rows are dropped. */
@FunctionalInterface
public interface SafetyCopy {

    /**
     * A copy.
     *
     * @param sha256 of the file
     * @param rows in it
     */
    record Copy(Path file, String sha256, long rows) {}

    /**
     * Writes all rows into a file, restores it into a temporary SQLite file and compares that with
     * the database row by row.
     *
     * @param folder for the file, which gets a name of its own
     * @return the copy, which is on the disk and is right
     * @throws DatabaseException it could not be written, or is not equal
     */
    Copy take(DatabaseAddress address, Path folder) throws IOException, SQLException;
}
