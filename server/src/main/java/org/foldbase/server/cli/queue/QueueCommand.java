package org.foldbase.server.cli.queue;

import org.foldbase.server.cli.console.CommandTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands about queues. */
@Command(
        name = "queue",
        description = "Look at the queues of tasks, hold them, and clear up after a trouble.")
public final class QueueCommand implements Runnable {

    public static final CommandTable COMMANDS =
            new CommandTable()
                    .with("status", StatusCommand.class)
                    .with("pause", PauseCommand.class)
                    .with("resume", ResumeCommand.class)
                    .with("retry", RetryCommand.class)
                    .with("purge", PurgeCommand.class);

    @Spec private CommandSpec spec;

    private QueueCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
