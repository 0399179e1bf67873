package org.foldbase.server.database.reset;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.foldbase.server.storage.FileRoot;

/** Rows and files that show what the program is for. */
public interface SampleData {

    /** Makes the files, before anything is locked; it may take a while. */
    void prepare(Path folder) throws IOException;

    /** Writes the rows, all marked as samples, and puts the files into place. */
    void write(Connection connection, FileRoot files) throws SQLException, IOException;

    /** The passwords of its users by their names; nobody sees them again. */
    Map<String, String> passwords();
}
