package org.foldbase.server.cli.dataset;

import org.foldbase.server.cli.console.CommandTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands about datasets. */
@Command(name = "dataset", description = "Add, list and remove maps and regions.")
public final class DatasetCommand implements Runnable {

    public static final CommandTable COMMANDS =
            new CommandTable()
                    .with("add", AddCommand.class)
                    .with("list", ListCommand.class)
                    .with("rm", RemoveCommand.class);

    @Spec private CommandSpec spec;

    private DatasetCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
