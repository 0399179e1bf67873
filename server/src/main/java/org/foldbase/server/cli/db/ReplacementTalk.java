package org.foldbase.server.cli.db;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.foldbase.server.database.SafetyCopy;
import org.foldbase.server.database.reset.Reset;
import org.foldbase.server.database.reset.ResetPlan;
import org.foldbase.server.database.transfer.Transferred;

/** What commands that replace a database say before and after it. */
record ReplacementTalk(PrintWriter err) {

    /**
     * Says what would be replaced.
     *
     * @param all whether tables that no migration made go too
     */
    void tell(ResetPlan plan, boolean all) {
        err.println("Environment  " + plan.environment());
        err.println("Database     " + plan.address());
        err.println("Server       " + plan.server());
        err.println("Rows         " + rows(plan.rows()));
        if (plan.realRowCount() > 0) {
            err.println("             no sample data: " + rows(plan.realRows()));
        }
        plan.lastWrite().ifPresent(at -> err.println("Last write   " + at));
        if (!plan.unknownTables().isEmpty()) {
            err.println(
                    (all ? "Dropped too  " : "Kept         ")
                            + String.join(", ", plan.unknownTables())
                            + " (made by no migration)");
        }
    }

    /** Says what was kept of what was there, and what is there now. */
    void tell(Reset.Outcome outcome) {
        outcome.backup().ifPresent(this::tell);
        outcome.trash().ifPresent(err::println);
        err.println("Rows now     " + rows(outcome.rows()));
    }

    private void tell(SafetyCopy.Copy copy) {
        err.println(
                "Backup       %s (%d rows, sha256 %s)"
                        .formatted(copy.file(), copy.rows(), copy.sha256()));
    }

    /** Says what came from elsewhere. */
    void tell(Transferred transferred) {
        tell(transferred.outcome());
        if (transferred.revoked()) {
            err.println("Sessions and tokens are of another environment and were revoked.");
        }
        missing(transferred.missing());
    }

    /** Says that files which rows name are not there. */
    void missing(Collection<String> paths) {
        if (!paths.isEmpty()) {
            err.println(
                    "%d files were found nowhere, such as '%s'; 'foldbase doctor' lists them."
                            .formatted(paths.size(), paths.iterator().next()));
        }
    }

    private static String rows(Map<String, Long> counts) {
        String named =
                counts.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
        return named.isEmpty() ? "none" : named;
    }
}
