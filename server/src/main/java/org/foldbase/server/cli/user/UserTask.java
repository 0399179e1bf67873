package org.foldbase.server.cli.user;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.OneTimeLink;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.cli.db.DatabaseOptions;
import org.foldbase.server.cli.db.LocalServer;
import org.foldbase.server.database.OperationsLog;
import org.foldbase.server.shared.Refusal;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command about users: the rules are those of the server, on the database that the settings name.
 */
abstract class UserTask implements Callable<Integer> {

    /** Whoever may read the database's files may do all this anyway. */
    private static final Actor OPERATOR = Actor.operator(OperationsLog.who());

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    /** Does it. */
    abstract void run(Accounts accounts);

    @Override
    public final Integer call() throws IOException, InterruptedException {
        LocalServer.with(
                database.settings(),
                List.of("org.foldbase.server.access.internal"),
                beans -> run(beans.getBean(Accounts.class)));
        return ExitCode.DONE;
    }

    static Actor operator() {
        return OPERATOR;
    }

    /** The user of that name. */
    static Account required(Accounts accounts, String name) {
        return accounts.find(name)
                .orElseThrow(() ->
                        Refusal.notFound(
                                "there is no user '"
                                        + name
                                        + "'; 'foldbase user list' tells who"
                                        + " there is"));
    }

    /** Prints a link to choose a password with, and says how long it is good for. */
    final void show(OneTimeLink link) {
        out().println(database.settings().web().localUrl() + link.path());
        Instant until = link.expiresAt().truncatedTo(ChronoUnit.MINUTES);
        say(
                "The link works once, until "
                        + until
                        + "; give it to nobody but "
                        + link.userName()
                        + ".");
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final void say(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }
}
