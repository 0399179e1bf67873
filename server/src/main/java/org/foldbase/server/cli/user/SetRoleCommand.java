package org.foldbase.server.cli.user;

import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes what a user may do. */
@Command(
        name = "set-role",
        description = {"Change what a user may do; the user has to sign in again.", ""})
final class SetRoleCommand extends NamedUserTask {

    @Parameters(
            index = "1",
            paramLabel = "ROLE",
            converter = RoleName.class,
            description = "VIEWER, ANALYST, MAINTAINER or ADMIN.")
    private Role role;

    @Override
    void run(Accounts accounts, Account user) {
        accounts.changeRole(operator(), user.id(), role);
        say("User '" + user.name() + "' is " + role + " now.");
    }
}
