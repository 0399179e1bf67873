package org.foldbase.server.cli.db;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.foldbase.server.access.Actor;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.OperationsLog;
import org.foldbase.server.settings.Settings;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command with the rules of the server, on the database that the settings name. */
public abstract class ServicesCommand implements Callable<Integer> {

    /** Whoever may read the database's files may do all this anyway. */
    private static final Actor OPERATOR = Actor.operator(OperationsLog.who());

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    private final Collection<String> packages;

    /**
     * A command.
     *
     * @param packages where the services are that it asks for
     */
    protected ServicesCommand(Collection<String> packages) {
        this.packages = packages;
    }

    /** Does it. */
    protected abstract void run(BeanFactory services);

    @Override
    public final Integer call() throws IOException, InterruptedException {
        LocalServer.with(database.settings(), packages, this::run);
        return ExitCode.DONE;
    }

    protected static Actor operator() {
        return OPERATOR;
    }

    protected final CommandSpec spec() {
        return spec;
    }

    protected final Settings settings() {
        return database.settings();
    }

    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    protected final void say(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }
}
