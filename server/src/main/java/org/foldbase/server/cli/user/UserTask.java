package org.foldbase.server.cli.user;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.foldbase.migrate.run.DatabaseState;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.OneTimeLink;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.cli.db.DatabaseOptions;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseLock;
import org.foldbase.server.database.OperationsLog;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.shared.Refusal;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
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
    public final Integer call() {
        Settings settings = database.settings();
        try (DatabaseLock _ = DatabaseLock.shared(settings, settings.environment())) {
            requireReady(settings);
            try (AnnotationConfigApplicationContext context =
                    new AnnotationConfigApplicationContext()) {
                context.addBeanFactoryPostProcessor(
                        new LazyInitializationBeanFactoryPostProcessor());
                context.registerBean(Settings.class, () -> settings);
                context.registerBean(Clock.class, Clock::systemUTC);
                context.scan("org.foldbase.server.database", "org.foldbase.server.access.internal");
                context.refresh();
                run(context.getBean(Accounts.class));
            }
        }
        return ExitCode.DONE;
    }

    private static void requireReady(Settings settings) {
        SchemaHistory history =
                SchemaHistory.of(
                        Connections.to(
                                DatabaseAddress.of(settings.database()), settings.connectTimeout()),
                        SourceTree.migrations(),
                        settings.connectTimeout(),
                        StepListener.NONE);
        history.requireSound();
        if (history.state() != DatabaseState.CURRENT) {
            throw DatabaseException.refused(
                    "the database "
                            + history.address()
                            + " is not at the newest revision; run 'foldbase db upgrade' or start"
                            + " the server first");
        }
        history.requireFits(settings.environment());
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
