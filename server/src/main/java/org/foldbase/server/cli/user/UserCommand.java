package org.foldbase.server.cli.user;

import org.foldbase.server.cli.console.CommandTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands about users. */
@Command(name = "user", description = "Add users, and say what they may do.")
public final class UserCommand implements Runnable {

    public static final CommandTable COMMANDS =
            new CommandTable()
                    .with("add", AddCommand.class)
                    .with("list", ListCommand.class)
                    .with("set-role", SetRoleCommand.class)
                    .with("disable", DisableCommand.class)
                    .with("enable", EnableCommand.class)
                    .with("reset-password", ResetPasswordCommand.class);

    @Spec private CommandSpec spec;

    private UserCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
