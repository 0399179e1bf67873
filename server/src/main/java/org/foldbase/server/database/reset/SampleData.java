package org.foldbase.server.database.reset;

import java.util.Map;

/** Rows, all marked as samples, and files that show what the program is for. */
public interface SampleData extends NewContent {

    /** The passwords of its users by their names; nobody sees them again. */
    Map<String, String> passwords();
}
