package org.foldbase.server.cli.user;

import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import picocli.CommandLine.Command;

/** Lets a user in again. */
@Command(
        name = "enable",
        description = {"Let a user who was disabled in again.", ""})
final class EnableCommand extends NamedUserTask {

    @Override
    void run(Accounts accounts, Account user) {
        accounts.enable(operator(), user.id());
        say("User '" + user.name() + "' is enabled.");
    }
}
