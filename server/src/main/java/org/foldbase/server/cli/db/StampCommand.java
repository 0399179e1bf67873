package org.foldbase.server.cli.db;

import java.util.List;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.SchemaHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Notes a revision without applying it. */
@Command(
        name = "stamp",
        description =
                "Note that the database is at a revision, and change no table: for one that was"
                        + " brought there by a script of 'foldbase db sql'.",
        footer = "%nFields of --json: database, stamped (empty), current.")
final class StampCommand extends LiveTask {

    @Parameters(
            paramLabel = "REVISION",
            description = "A revision's id or its beginning, head, or base for none. Needed.")
    private String target;

    @Mixin private final LockOption lock = new LockOption();

    @Override
    public Integer call() {
        SchemaHistory history = history(settings(), false, lock.timeout(), StepListener.NONE);
        history.stamp(target);
        report(history, "stamped", List.<Revision>of());
        return ExitCode.DONE;
    }
}
