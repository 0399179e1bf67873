package org.foldbase.server.cli.queue;

import java.util.Set;
import org.foldbase.server.cli.db.Question;
import org.foldbase.server.cli.db.Talk;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.task.QueueControl;
import org.foldbase.server.task.QueueName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Empties queues. */
@Command(
        name = "purge",
        description = {
            "Cancel all tasks of a queue that wait. Those that run go on; each that is cancelled"
                    + " can be tried again.",
            ""
        })
final class PurgeCommand extends QueueTask {

    @Mixin private final ChosenQueues chosen = new ChosenQueues();

    @Option(
            names = "--force",
            description = "Ask nothing. Default: ask, or without a terminal refuse.")
    private boolean force;

    @Override
    void run(QueueControl queues) {
        Set<QueueName> names = chosen.required();
        QueueControl.Report report = queues.report(operator());
        long waiting =
                names.stream().map(report::of).mapToLong(it -> it.waiting() + it.delayed()).sum();
        if (waiting > 0) {
            requireConsent(
                    "Cancel %s of %s?"
                            .formatted(
                                    Talk.counted(waiting, "waiting task"),
                                    ChosenQueues.words(names)));
        }
        say(Talk.counted(queues.purge(operator(), names), "waiting task") + " cancelled.");
    }

    private void requireConsent(String question) {
        if (force) {
            return;
        }
        Question asked = Question.of(spec());
        if (!asked.canBeAsked()) {
            throw DatabaseException.refused(
                    "there is no terminal to ask at; --force cancels the tasks without asking");
        }
        if (!asked.isYes(question)) {
            throw DatabaseException.refused("nothing was cancelled");
        }
    }
}
