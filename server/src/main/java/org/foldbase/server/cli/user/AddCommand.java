package org.foldbase.server.cli.user;

import java.util.Optional;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Role;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a user. */
@Command(
        name = "add",
        description = {
            "Add a user, and print a link with which the user chooses a password within 24 hours.",
            ""
        })
final class AddCommand extends UserTask {

    @Parameters(
            paramLabel = "NAME",
            description = "The user name: letters, digits and . _ @ + - without spaces.")
    private String name;

    @ArgGroup private Rank rank = new Rank();

    /** One or the other. */
    static final class Rank {
        @Option(names = "--admin", description = "The same as --role ADMIN. Default: ANALYST.")
        private boolean admin;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                converter = RoleName.class,
                description = "VIEWER, ANALYST, MAINTAINER or ADMIN. Default: ANALYST.")
        private Optional<Role> role = Optional.empty();

        Role chosen() {
            return admin ? Role.ADMIN : role.orElse(Role.ANALYST);
        }
    }

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            description = "The user's e-mail address. Default: none.")
    private Optional<String> email;

    @Mixin private final PasswordOption password = new PasswordOption();

    @Override
    void run(Accounts accounts) {
        Optional<String> chosen = password.password();
        Account user = accounts.add(operator(), name, email, rank.chosen(), chosen);
        say("User '" + user.name() + "' was added as " + user.role() + ".");
        if (chosen.isEmpty()) {
            show(accounts.passwordLink(operator(), user.id()));
        }
    }
}
