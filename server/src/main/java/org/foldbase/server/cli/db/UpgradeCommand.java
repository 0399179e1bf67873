package org.foldbase.server.cli.db;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Applies revisions. */
@Command(
        name = "upgrade",
        description = {
            "Apply revisions to the database.",
            "A SQLite file that is not there is made. Rows that do not fit, and rows or values that would be lost, are told before anything changes."
        },
        footer =
                "%nFields of --json: database, applied (revision, message), current (the newest"
                        + " revisions that the database has).")
final class UpgradeCommand extends LiveTask {

    @Parameters(
            arity = "0..1",
            paramLabel = "REVISION",
            defaultValue = "head",
            description =
                    "Up to which: a revision's id or its beginning, +N for the next N, or head."
                            + " Default: head.")
    private String target;

    @Option(
            names = "--allow-data-loss",
            description = "Let rows and values go where a revision drops them. Default: refuse.")
    private boolean allowDataLoss;

    @Option(
            names = "--resume",
            description =
                    "First finish the revision that an interrupted run left half done (MariaDB)."
                            + " Default: refuse a database that is in this state.")
    private boolean resume;

    @Mixin private final LockOption lock = new LockOption();

    @Override
    public Integer call() {
        Talk talk = talk();
        Migrations migrations = SourceTree.migrations();
        Settings settings = settings();
        SchemaHistory history =
                history(
                        settings,
                        true,
                        lock.timeout(),
                        new StatementTalk(talk, migrations, "applied"));
        Map<String, Long> sampleRows = history.requireFits(settings.environment());
        if (settings.environment() == Environment.PROD && !sampleRows.isEmpty()) {
            talk.err().println("foldbase: warning: prod holds sample data: " + sampleRows);
        }
        List<Revision> applied = new ArrayList<>();
        if (resume && !resumed(history, applied)) {
            return ExitCode.DONE;
        }
        applied.addAll(history.upgrade(target, allowDataLoss));
        if (!applied.isEmpty()) {
            history.stampIfNew(settings.environment(), Instant.now());
        }
        report(history, "applied", applied);
        return ExitCode.DONE;
    }

    /** Whether there is more to do: the way of an interrupted downgrade ends where it led. */
    private boolean resumed(SchemaHistory history, List<Revision> applied) {
        Optional<Revision> halfDone = history.resume();
        if (halfDone.isEmpty()) {
            talk().err().println("No revision was half done.");
            return true;
        }
        Revision revision = halfDone.get();
        boolean up = history.applied().stream().anyMatch(it -> it.revision().equals(revision.id()));
        if (up) {
            applied.add(revision);
        } else {
            report(history, "reverted", List.of(revision));
        }
        return up;
    }
}
