package org.foldbase.server.task.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.task.QueueControl;
import org.foldbase.server.task.QueueName;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The queues of tasks, for administrators. */
@RestController
class QueueApi {

    private static final String PATH = "/api/v1/queues";
    private static final String ONE = PATH + "/{queue}";

    private final QueueControl queues;

    QueueApi(QueueControl queues) {
        this.queues = queues;
    }

    /** How many tasks a request was about. */
    record Changed(int tasks) {}

    /** What waits, runs and failed in each queue, and which processes are there. */
    @GetMapping(PATH)
    @Needs(Permission.SEE_OPERATIONS)
    QueueControl.Report all(Actor actor) {
        return queues.report(actor);
    }

    /** Lets no more tasks of a queue begin. */
    @PostMapping(ONE + "/pause")
    @Needs(Permission.RUN_OPERATIONS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(Actor actor, @PathVariable String queue) {
        queues.pause(actor, named(queue));
    }

    /** Lets tasks of a queue begin again. */
    @PostMapping(ONE + "/resume")
    @Needs(Permission.RUN_OPERATIONS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(Actor actor, @PathVariable String queue) {
        queues.resume(actor, named(queue));
    }

    /** Queues all failed tasks again that nobody tried again yet. */
    @PostMapping(ONE + "/retry")
    @Needs(Permission.RUN_OPERATIONS)
    Changed retry(Actor actor, @PathVariable String queue) {
        return new Changed(queues.retryFailed(actor, Set.of(named(queue))));
    }

    /** Cancels all tasks that wait. */
    @PostMapping(ONE + "/purge")
    @Needs(Permission.RUN_OPERATIONS)
    Changed purge(Actor actor, @PathVariable String queue) {
        return new Changed(queues.purge(actor, Set.of(named(queue))));
    }

    /** The queue that an address names, in small letters. */
    static QueueName named(String queue) {
        return Arrays.stream(QueueName.values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(queue))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no queue '" + queue + "'."));
    }
}
