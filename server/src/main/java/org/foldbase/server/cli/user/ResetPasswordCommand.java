package org.foldbase.server.cli.user;

import java.util.Optional;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a user who forgot the password choose another one. */
@Command(
        name = "reset-password",
        description = {
            "Print a link with which a user chooses another password within 24 hours. The present"
                    + " one is good until then.",
            ""
        })
final class ResetPasswordCommand extends NamedUserTask {

    @Mixin private final PasswordOption password = new PasswordOption();

    @Override
    void run(Accounts accounts, Account user) {
        Optional<String> chosen = password.password();
        if (chosen.isPresent()) {
            accounts.setPassword(operator(), user.id(), chosen.get());
            say("User '" + user.name() + "' has another password.");
        } else {
            show(accounts.passwordLink(operator(), user.id()));
        }
    }
}
