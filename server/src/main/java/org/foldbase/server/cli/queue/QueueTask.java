package org.foldbase.server.cli.queue;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.foldbase.server.access.Actor;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.cli.db.DatabaseOptions;
import org.foldbase.server.cli.db.LocalServer;
import org.foldbase.server.database.OperationsLog;
import org.foldbase.server.task.QueueControl;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command about queues, on the database that the settings name. It runs no task, but knows all
 * kinds: each is told how its tasks end.
 */
abstract class QueueTask implements Callable<Integer> {

    private static final Actor OPERATOR = Actor.operator(OperationsLog.who());

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    /** Does it. */
    abstract void run(QueueControl queues);

    @Override
    public final Integer call() throws IOException, InterruptedException {
        LocalServer.with(
                database.settings(),
                LocalServer.FEATURES,
                beans -> run(beans.getBean(QueueControl.class)));
        return ExitCode.DONE;
    }

    static Actor operator() {
        return OPERATOR;
    }

    final CommandSpec spec() {
        return spec;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final void say(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }
}
