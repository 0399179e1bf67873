package org.foldbase.server.cli.queue;

import java.util.Set;
import org.foldbase.server.task.QueueControl;
import org.foldbase.server.task.QueueName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Holds queues. */
@Command(
        name = "pause",
        description = {
            "Let no more tasks of a queue begin, in any process, from within a second. Those that"
                    + " run go on, and more can be queued.",
            ""
        })
final class PauseCommand extends QueueTask {

    @Mixin private final ChosenQueues chosen = new ChosenQueues();

    @Override
    void run(QueueControl queues) {
        Set<QueueName> names = chosen.required();
        names.forEach(name -> queues.pause(operator(), name));
        say(
                "No task of %s begins until 'foldbase queue resume'."
                        .formatted(ChosenQueues.words(names)));
    }
}
