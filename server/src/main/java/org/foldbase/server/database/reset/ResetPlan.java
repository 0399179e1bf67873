package org.foldbase.server.database.reset;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.Stamp;
import org.foldbase.server.settings.Environment;

/**
 * What a reset would do.
 *
 * @param server the kind and version of the back-end, or that there is none yet
 * @param rows how many rows each table has
 * @param realRows how many of them are people's work
 * @param unknownTables tables that no migration made; their rows are among {@code rows}
 */
public record ResetPlan(
        Environment environment,
        DatabaseAddress address,
        String server,
        Optional<Stamp> stamp,
        Map<String, Long> rows,
        Map<String, Long> realRows,
        Optional<Instant> lastWrite,
        List<String> unknownTables) {

    /** All rows there are. */
    public long rowCount() {
        return sum(rows);
    }

    /** Those that are people's work. */
    public long realRowCount() {
        return sum(realRows);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
