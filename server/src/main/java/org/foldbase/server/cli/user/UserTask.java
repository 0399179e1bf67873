package org.foldbase.server.cli.user;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.OneTimeLink;
import org.foldbase.server.cli.db.ServicesCommand;
import org.foldbase.server.shared.Refusal;
import org.springframework.beans.factory.BeanFactory;

/** A command about users. */
abstract class UserTask extends ServicesCommand {

    UserTask() {
        super(List.of("org.foldbase.server.access.internal"));
    }

    /** Does it. */
    abstract void run(Accounts accounts);

    @Override
    protected final void run(BeanFactory services) {
        run(services.getBean(Accounts.class));
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
        out().println(settings().web().localUrl() + link.path());
        Instant until = link.expiresAt().truncatedTo(ChronoUnit.MINUTES);
        say(
                "The link works once, until "
                        + until
                        + "; give it to nobody but "
                        + link.userName()
                        + ".");
    }
}
