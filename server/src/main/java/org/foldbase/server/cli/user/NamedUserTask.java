package org.foldbase.server.cli.user;

import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import picocli.CommandLine.Parameters;

/** A command about one user who is there. */
abstract class NamedUserTask extends UserTask {

    @Parameters(index = "0", paramLabel = "NAME", description = "The user name.")
    private String name;

    /** Does it. */
    abstract void run(Accounts accounts, Account user);

    @Override
    final void run(Accounts accounts) {
        run(accounts, required(accounts, name));
    }
}
