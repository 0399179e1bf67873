package org.foldbase.server.cli.db;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.DatabaseLock;
import org.foldbase.server.database.Downgrade;
import org.foldbase.server.database.ProductionGuard;
import org.foldbase.server.database.SafetyCopy;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.archive.Progress;
import org.foldbase.server.database.transfer.DatabaseBackup;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reverts revisions. */
@Command(
        name = "downgrade",
        description = {
            "Revert revisions, newest first.",
            "Nobody else may be using the database. In prod it needs the permit and the"
                    + " confirmations of 'db reset', and a backup is taken before."
        },
        footer =
                "%nFields of --json: database, reverted (revision, message), current (the newest"
                        + " revisions that the database has).")
final class DowngradeCommand extends LiveTask {

    private static final String WHAT = "downgrade";

    @Parameters(
            arity = "0..1",
            paramLabel = "REVISION",
            description =
                    "Where to go back to: a revision's id or its beginning, -N for the newest N, or"
                            + " base for none at all. Needed.")
    private Optional<String> target;

    @Option(
            names = "--allow-data-loss",
            description = "Let rows and values go where a revision drops them. Default: refuse.")
    private boolean allowDataLoss;

    @Mixin private final ConsentOptions consent = new ConsentOptions();
    @Mixin private final LockOption lock = new LockOption();

    /** {@code -1} is no option. */
    @Spec
    void letDashesThrough(CommandSpec spec) {
        spec.parser().unmatchedOptionsArePositionalParams(true);
    }

    @Override
    public Integer call() throws IOException, SQLException {
        String to = target(target);
        Settings settings = settings();
        Environment environment = settings.environment();
        SchemaHistory history =
                history(
                        settings,
                        false,
                        lock.timeout(),
                        new StatementTalk(talk(), SourceTree.migrations(), "reverted"));
        ProductionGuard guard = consent.guard(settings, environment, history.address(), spec());
        if (environment == Environment.PROD) {
            guard.requirePermit(WHAT);
        }
        Downgrade downgrade = new Downgrade(history, settings);
        Downgrade.Outcome outcome;
        try (DatabaseLock _ = DatabaseLock.exclusive(settings, environment)) {
            downgrade.requireReady();
            if (environment == Environment.PROD) {
                guard.requireConfirmation(WHAT);
            }
            outcome =
                    downgrade.run(
                            to,
                            allowDataLoss,
                            backup(settings),
                            spec().commandLine().getParseResult().originalArgs());
        }
        outcome.backup().ifPresent(it -> talk().err().println("Backup       " + it.file()));
        report(history, "reverted", outcome.reverted());
        return ExitCode.DONE;
    }

    /** In prod always: what goes may be wanted back. */
    private static Optional<SafetyCopy> backup(Settings settings) {
        return settings.environment() == Environment.PROD
                ? Optional.of(
                        new DatabaseBackup(
                                settings,
                                settings.environment(),
                                SourceTree.migrations(),
                                Clock.systemUTC(),
                                Progress.NONE))
                : Optional.empty();
    }

    /** The parser lets everything with a dash through, for the sake of {@code -1}. */
    private String target(Optional<String> given) {
        CommandLine command = spec().commandLine();
        String to =
                given.orElseThrow(() ->
                        new ParameterException(
                                command,
                                "say where to go back to: -1 (the newest revision is reverted), a"
                                        + " revision's id, or base"));
        if (to.startsWith("-") && !to.matches("-\\d+")) {
            throw new UnmatchedArgumentException(command, List.of(to));
        }
        return to;
    }
}
