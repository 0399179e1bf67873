package org.foldbase.server.cli.db;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseLock;
import org.foldbase.server.database.ProductionGuard;
import org.foldbase.server.database.SafetyCopy;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.archive.Progress;
import org.foldbase.server.database.reset.PendingSwitch;
import org.foldbase.server.database.reset.Reset;
import org.foldbase.server.database.reset.ResetPlan;
import org.foldbase.server.database.reset.SampleData;
import org.foldbase.server.database.transfer.DatabaseBackup;
import org.foldbase.server.sample.SampleDatabase;
import org.foldbase.server.settings.DatabaseSettings;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replaces a database by a new one. */
@Command(
        name = "reset",
        description = {
            "Replace an environment's database by a new one, made by the migrations: all or"
                    + " nothing. What it is going to do is told first.",
            ""
        })
final class ResetCommand implements Callable<Integer> {

    private static final String WHAT = "reset";

    @Spec private CommandSpec spec;

    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final ConsentOptions consent = new ConsentOptions();

    @Parameters(
            paramLabel = "ENVIRONMENT",
            converter = EnvironmentName.class,
            description = "Whose database: dev, test or prod.")
    private Environment environment;

    @Option(
            names = "--with-sample-data",
            description =
                    "Fill it with sample data and print the one-time passwords of its users; never"
                            + " in prod. Default: empty tables.")
    private boolean withSampleData;

    @Option(names = "--dry-run", description = "Tell what would be done, and stop.")
    private boolean dryRun;

    @Option(
            names = "--all",
            description = "Drop tables that no migration made, too. Default: they are kept.")
    private boolean all;

    @Option(
            names = "--no-backup",
            description =
                    "Take no backup of rows that are no sample data; dev and test only. Default: a"
                            + " backup is taken.")
    private boolean noBackup;

    @Override
    public Integer call() throws IOException, SQLException {
        Settings settings = database.settings();
        DatabaseAddress address = DatabaseAddress.of(settings.database(environment));
        requireFit();
        sayIfUrlIsIgnored(settings);
        ProductionGuard guard = consent.guard(settings, environment, address, spec);
        if (!dryRun) {
            guard.requirePermit(WHAT);
        }
        ReplacementTalk talk = new ReplacementTalk(err());
        Reset reset =
                new Reset(
                        settings,
                        environment,
                        SourceTree.migrations(),
                        new StatementTalk(Talk.of(spec), SourceTree.migrations(), "applied"),
                        Clock.systemUTC());
        if (dryRun) {
            talk.tell(reset.plan(), all);
            err().println("This is what would be replaced; nothing was changed.");
            return ExitCode.DONE;
        }
        try (DatabaseLock _ = DatabaseLock.exclusive(settings, environment)) {
            PendingSwitch.finish(settings, environment).forEach(err()::println);
            ResetPlan plan = reset.plan();
            talk.tell(plan, all);
            guard.requireConfirmation(WHAT);
            run(reset, plan, settings);
        }
        return ExitCode.DONE;
    }

    private void requireFit() {
        if (environment == Environment.PROD && withSampleData) {
            throw DatabaseException.refused("sample data never goes into prod");
        }
        if (environment == Environment.PROD && noBackup) {
            throw DatabaseException.refused("prod is never reset without a backup");
        }
    }

    private void sayIfUrlIsIgnored(Settings settings) {
        DatabaseSettings current = settings.database();
        if (environment != settings.environment() && current.isForCurrentOnly()) {
            err().println(
                            "%s is the database of %s and is ignored here: %s has its own."
                                    .formatted(
                                            current.place(), settings.environment(), environment));
        }
    }

    private void run(Reset reset, ResetPlan plan, Settings settings)
            throws IOException, SQLException {
        long start = System.nanoTime();
        Optional<SampleData> sample =
                withSampleData
                        ? Optional.of(new SampleDatabase(Clock.systemUTC()))
                        : Optional.empty();
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        Reset.Outcome outcome =
                reset.run(plan, new Reset.Wishes(sample, all, backup(plan, settings)), arguments);
        long tookMs = (System.nanoTime() - start) / 1_000_000;
        PrintWriter err = err();
        new ReplacementTalk(err).tell(outcome);
        err.println(
                "%s is new: %s, in %.2f s%s"
                        .formatted(
                                environment,
                                plan.address(),
                                (tookMs - outcome.fileMakingMs()) / 1e3,
                                withSampleData
                                        ? " and %.2f s for making the sample files"
                                                .formatted(outcome.fileMakingMs() / 1e3)
                                        : ""));
        sample.ifPresent(this::printPasswords);
    }

    private void printPasswords(SampleData sample) {
        err().println("Passwords of the sample users, shown this once:");
        sample.passwords()
                .forEach((user, password) ->
                        spec.commandLine().getOut().println(user + "\t" + password));
    }

    /** In prod always; elsewhere where there is people's work, unless it is waived. */
    private Optional<SafetyCopy> backup(ResetPlan plan, Settings settings) {
        if (all && !noBackup) {
            requireNothingThatNoBackupHas(plan);
        }
        boolean wanted = environment == Environment.PROD || (plan.realRowCount() > 0 && !noBackup);
        if (!wanted || plan.rowCount() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new DatabaseBackup(
                        settings,
                        environment,
                        SourceTree.migrations(),
                        Clock.systemUTC(),
                        Progress.NONE));
    }

    private static void requireNothingThatNoBackupHas(ResetPlan plan) {
        for (String table : plan.unknownTables()) {
            long rows = plan.rows().getOrDefault(table, 0L);
            if (rows > 0) {
                throw DatabaseException.refused(
                        "table %s was made by no migration, so no backup has its %d rows; save what you need of it and drop it by hand, or in dev and test add --no-backup"
                                .formatted(table, rows));
            }
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
