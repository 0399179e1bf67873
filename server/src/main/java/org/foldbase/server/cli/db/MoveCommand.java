package org.foldbase.server.cli.db;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.cli.console.ProgressMeter;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseLock;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.reset.PendingSwitch;
import org.foldbase.server.database.reset.ResetPlan;
import org.foldbase.server.database.transfer.Move;
import org.foldbase.server.database.transfer.Transferred;
import org.foldbase.server.settings.DatabaseSettings;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies the database to another place. */
@Command(
        name = "move",
        description = {
            "Copy the environment's database to another place or another kind of database, compared"
                    + " row by row: all or nothing. The source stays as it is; what is to be"
                    + " written into foldbase.yaml to use the new one is told at the end.",
            ""
        })
final class MoveCommand implements Callable<Integer> {

    private static final String VARIABLE = "FOLDBASE_MOVE_URL";

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final ConsentOptions consent = new ConsentOptions();

    @Option(
            names = "--to",
            paramLabel = "URL",
            description =
                    "Where to, without a password: sqlite:, postgresql: or mariadb:. A URL that has"
                            + " a password is put into FOLDBASE_MOVE_URL. Default: that variable.")
    private Optional<String> to;

    @Option(names = "--dry-run", description = "Tell what would be done, and stop.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        Settings settings = database.settings();
        DatabaseSettings target = target();
        return move(settings, target);
    }

    private DatabaseSettings target() {
        String given = System.getenv().getOrDefault(VARIABLE, "");
        if (to.isEmpty() && given.isEmpty()) {
            throw DatabaseException.refused(
                    "it is not said where to; give --to URL, or put the URL into " + VARIABLE);
        }
        return to.map(url ->
                        new DatabaseSettings(
                                DatabaseOptions.withoutPassword(url, "--to", VARIABLE),
                                "",
                                "",
                                "--to"))
                .orElseGet(() -> new DatabaseSettings(given, "", "", VARIABLE));
    }

    private int move(Settings settings, DatabaseSettings target) throws Exception {
        Environment environment = settings.environment();
        try (DatabaseLock _ = DatabaseLock.exclusive(settings, environment)) {
            Move move =
                    Move.prepare(
                            settings,
                            target,
                            SourceTree.migrations(),
                            StepListener.NONE,
                            Clock.systemUTC());
            if (!dryRun) {
                PendingSwitch.finish(move.targetSettings(), environment).forEach(err()::println);
            }
            ResetPlan plan = move.plan();
            ReplacementTalk talk = new ReplacementTalk(err());
            err().println("Source       " + move.source());
            talk.tell(plan, false);
            if (dryRun) {
                err().println("This is what would be replaced; nothing was changed.");
                return ExitCode.DONE;
            }
            if (move.replacesRows(plan)) {
                consent.guard(move.targetSettings(), environment, move.target(), spec)
                        .requireConfirmation("move");
            }
            talk(settings, move, run(move, plan, talk));
        }
        return ExitCode.DONE;
    }

    private Transferred run(Move move, ResetPlan plan, ReplacementTalk talk) throws Exception {
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        Transferred done =
                ProgressMeter.<Transferred, Exception>during(
                        "Move", " rows", 1, err(), meter -> move.run(plan, arguments, meter::at));
        talk.tell(done);
        return done;
    }

    private void talk(Settings settings, Move move, Transferred done) {
        spec.commandLine()
                .getOut()
                .println(
                        "%s has all %d rows of %s, compared; %s is as it was."
                                .formatted(
                                        move.target(), done.rows(), move.source(), move.source()));
        err().println("To use it, put this into %s:".formatted(settings.configFile()));
        err().println(
                        "environments:%n  %s:%n    url: %s"
                                .formatted(settings.environment(), move.target()));
        if (to.isEmpty()) {
            err().println(
                            "and the password into 'password:' below it, or into FOLDBASE_%s_PASSWORD."
                                    .formatted(settings.environment().name()));
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
