package org.foldbase.server.cli.queue;

import java.util.Set;
import org.foldbase.server.task.QueueControl;
import org.foldbase.server.task.QueueName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets queues go on. */
@Command(
        name = "resume",
        description = {"Let tasks of a queue that was paused begin again.", ""})
final class ResumeCommand extends QueueTask {

    @Mixin private final ChosenQueues chosen = new ChosenQueues();

    @Override
    void run(QueueControl queues) {
        Set<QueueName> names = chosen.required();
        names.forEach(name -> queues.resume(operator(), name));
        say("Tasks of %s begin again.".formatted(ChosenQueues.words(names)));
    }
}
