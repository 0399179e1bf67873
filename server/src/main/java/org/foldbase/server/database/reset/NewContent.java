package org.foldbase.server.database.reset;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.foldbase.server.storage.FileRoot;

/** Rows and files that a new database begins with. */
public interface NewContent {

    /** Makes the files, before anything is locked; it may take a while. */
    void prepare(Path folder) throws IOException;

    /**
     * Writes the rows, and puts the files into place: the folder they were made in is empty then.
     */
    void write(Connection connection, FileRoot files) throws SQLException, IOException;

    /** The database that they come from, if it is one. */
    default Optional<UUID> origin() {
        return Optional.empty();
    }
}
