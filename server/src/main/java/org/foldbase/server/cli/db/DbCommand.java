package org.foldbase.server.cli.db;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands about the database. */
@Command(
        name = "db",
        description = "Evolve, check, reset, back up and move the database.",
        subcommands = {})
public final class DbCommand implements Runnable {

    @Spec private CommandSpec spec;

    private DbCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
