package org.foldbase.server.database.archive;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.SourceTree;

/** What the tables of a database have, for tests that compare databases. */
public final class Summaries {

    private Summaries() {}

    /** Connections to the database at a URL. */
    public static Connections connections(String url) {
        return Connections.to(DatabaseAddress.parse(url, "test"), Duration.ofSeconds(10));
    }

    /** Of all tables. */
    public static Map<String, TableSummary> of(String url) throws SQLException, IOException {
        try (Snapshot snapshot = Snapshot.of(connections(url), SourceTree.migrations())) {
            return Loader.summarise(snapshot, Progress.NONE);
        }
    }

    /** Every command adds a row to the table of what was done. */
    public static Map<String, TableSummary> withoutAudit(Map<String, TableSummary> summaries) {
        Map<String, TableSummary> others = new TreeMap<>(summaries);
        others.remove("audit_event");
        return others;
    }
}
