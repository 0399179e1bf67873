package org.foldbase.server.cli.db;

import java.util.List;
import java.util.Optional;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
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
        description = "Revert revisions, newest first.",
        footer =
                "%nFields of --json: database, reverted (revision, message), current (the newest"
                        + " revisions that the database has).")
final class DowngradeCommand extends LiveTask {

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

    @Mixin private final LockOption lock = new LockOption();

    /** {@code -1} is no option. */
    @Spec
    void letDashesThrough(CommandSpec spec) {
        spec.parser().unmatchedOptionsArePositionalParams(true);
    }

    @Override
    public Integer call() {
        String to = target(target);
        SchemaHistory history =
                history(
                        settings(),
                        false,
                        lock.timeout(),
                        new StatementTalk(talk(), SourceTree.migrations(), "reverted"));
        List<Revision> reverted = history.downgrade(to, allowDataLoss);
        report(history, "reverted", reverted);
        return ExitCode.DONE;
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
