package org.foldbase.server.cli.queue;

import org.foldbase.server.cli.db.Talk;
import org.foldbase.server.task.QueueControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has another try at what failed. */
@Command(
        name = "retry",
        description = {
            "Queue all failed tasks of a queue again, as new ones: after a full disk or a database"
                    + " that was away. A task that was tried again before is left alone.",
            ""
        })
final class RetryCommand extends QueueTask {

    @Mixin private final ChosenQueues chosen = new ChosenQueues();

    @Override
    void run(QueueControl queues) {
        int retried = queues.retryFailed(operator(), chosen.required());
        say(Talk.counted(retried, "failed task") + " queued again.");
    }
}
