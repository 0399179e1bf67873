package org.foldbase.server.cli.user;

import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import picocli.CommandLine.Command;

/** Lets a user in no longer. */
@Command(
        name = "disable",
        description = {
            "Let a user in no longer: end the sessions, delete the API tokens. What the user owns"
                    + " stays.",
            ""
        })
final class DisableCommand extends NamedUserTask {

    @Override
    void run(Accounts accounts, Account user) {
        accounts.disable(operator(), user.id());
        say("User '" + user.name() + "' is disabled.");
    }
}
