package org.foldbase.server.database.transfer;

import java.util.Map;
import java.util.Set;
import org.foldbase.server.database.archive.TableSummary;
import org.foldbase.server.database.reset.Reset;

/**
 * What a restore or a move did.
 *
 * @param tables what each table got, as it was compared
 * @param missing files that rows name and that were found nowhere
 * @param revoked whether sessions and tokens were taken away
 */
public record Transferred(
        Reset.Outcome outcome,
        Map<String, TableSummary> tables,
        Set<String> missing,
        boolean revoked) {

    static Transferred of(Reset.Outcome outcome, TransferredContent content, boolean revoked) {
        return new Transferred(outcome, content.tables(), content.missing(), revoked);
    }

    /** Of all tables. */
    public long rows() {
        return tables.values().stream().mapToLong(TableSummary::rows).sum();
    }
}
