package org.foldbase.server.cli.db;

import org.foldbase.server.cli.console.CommandTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands about the database. */
@Command(name = "db", description = "Evolve, check, reset, back up and move the database.")
public final class DbCommand implements Runnable {

    public static final CommandTable COMMANDS =
            new CommandTable()
                    .with("upgrade", UpgradeCommand.class)
                    .with("downgrade", DowngradeCommand.class)
                    .with("current", CurrentCommand.class)
                    .with("history", HistoryCommand.class)
                    .with("check", CheckCommand.class)
                    .with("migrate", MigrateCommand.class)
                    .with("revision", RevisionCommand.class)
                    .with("merge", MergeCommand.class)
                    .with("squash", SquashCommand.class)
                    .with("heads", HeadsCommand.class)
                    .with("show", ShowCommand.class)
                    .with("stamp", StampCommand.class)
                    .with("sql", SqlCommand.class)
                    .with("backup", BackupCommand.class)
                    .with("restore", RestoreCommand.class)
                    .with("move", MoveCommand.class)
                    .with("reset", ResetCommand.class)
                    .with("stamp-env", StampEnvCommand.class);

    @Spec private CommandSpec spec;

    private DbCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
