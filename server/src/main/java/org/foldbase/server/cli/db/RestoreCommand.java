package org.foldbase.server.cli.db;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.cli.console.ProgressMeter;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseLock;
import org.foldbase.server.database.ProductionGuard;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.archive.Manifest;
import org.foldbase.server.database.reset.PendingSwitch;
import org.foldbase.server.database.reset.ResetPlan;
import org.foldbase.server.database.transfer.Restore;
import org.foldbase.server.database.transfer.Transferred;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a backup in the place of the database. */
@Command(
        name = "restore",
        description = {
            "Put a backup in the place of the environment's database: all or nothing. The database"
                    + " stays of its environment and gets a new identity; of another environment's"
                    + " backup, sessions and tokens are revoked. What was there is backed up before,"
                    + " unless it is sample data; its files go to the trash.",
            ""
        })
final class RestoreCommand implements Callable<Integer> {

    private static final String WHAT = "restore";

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final ConsentOptions consent = new ConsentOptions();

    @Parameters(paramLabel = "FILE", description = "What 'foldbase db backup' wrote.")
    private Path file;

    @Option(names = "--dry-run", description = "Check the file, tell what would be done, and stop.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        Settings settings = database.settings();
        try (Restore restore =
                Restore.open(
                        file,
                        settings,
                        settings.environment(),
                        SourceTree.migrations(),
                        StepListener.NONE,
                        Clock.systemUTC())) {
            tell(restore.manifest());
            if (dryRun) {
                new ReplacementTalk(err()).tell(restore.plan(), false);
                err().println("This is what would be replaced; nothing was changed.");
                return ExitCode.DONE;
            }
            try (DatabaseLock _ = DatabaseLock.exclusive(settings, settings.environment())) {
                return restore(restore, settings);
            }
        }
    }

    private int restore(Restore restore, Settings settings) throws Exception {
        DatabaseAddress address = DatabaseAddress.of(settings.database());
        PendingSwitch.finish(settings, settings.environment()).forEach(err()::println);
        ResetPlan plan = restore.plan();
        ReplacementTalk talk = new ReplacementTalk(err());
        talk.tell(plan, false);
        if (restore.replacesRows(plan)) {
            ProductionGuard guard = consent.guard(settings, settings.environment(), address, spec);
            guard.requireConfirmation(WHAT);
        }
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        Transferred done =
                ProgressMeter.<Transferred, Exception>during(
                        "Restore",
                        " rows",
                        1,
                        err(),
                        meter -> restore.run(plan, arguments, meter::at));
        talk.tell(done);
        spec.commandLine()
                .getOut()
                .println("%s has %d rows of %s.".formatted(address, done.rows(), file));
        return ExitCode.DONE;
    }

    private void tell(Manifest manifest) {
        err().println(
                        "Archive      %s of %s, %s, written by %s; %d files %s"
                                .formatted(
                                        manifest.origin().environment(),
                                        manifest.origin().createdAt(),
                                        manifest.backend(),
                                        manifest.origin().programVersion(),
                                        manifest.files().size(),
                                        manifest.withFiles() ? "in it" : "not in it"));
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
