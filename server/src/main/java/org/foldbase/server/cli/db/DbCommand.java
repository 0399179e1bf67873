package org.foldbase.server.cli.db;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands about the database. */
@Command(
        name = "db",
        description = "Evolve, check, reset, back up and move the database.",
        subcommands = {
            UpgradeCommand.class,
            DowngradeCommand.class,
            CurrentCommand.class,
            HistoryCommand.class,
            CheckCommand.class,
            MigrateCommand.class,
            RevisionCommand.class,
            MergeCommand.class,
            SquashCommand.class,
            HeadsCommand.class,
            ShowCommand.class,
            StampCommand.class,
            SqlCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            MoveCommand.class,
            ResetCommand.class,
            StampEnvCommand.class
        })
public final class DbCommand implements Runnable {

    @Spec private CommandSpec spec;

    private DbCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
