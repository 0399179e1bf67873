package org.foldbase.server.task.web;

import java.util.UUID;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.shared.Listing;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tasks: how far they are, why they failed; cancelled or tried again. */
@RestController
class TaskApi {

    private static final String PATH = "/api/v1/tasks";
    private static final String ONE = PATH + "/{id}";

    private final OwnTasks tasks;

    TaskApi(OwnTasks tasks) {
        this.tasks = tasks;
    }

    /** One's own tasks, and everybody's for administrators, the newest first. */
    @GetMapping(PATH)
    @Needs(Permission.SEE)
    Listing<TaskAnswer> list(Actor actor, @ModelAttribute TaskQuery query) {
        return tasks.list(actor, query.statuses(), query.pageNumber(), query.rows());
    }

    @GetMapping(ONE)
    @Needs(Permission.SEE)
    TaskAnswer one(Actor actor, @PathVariable UUID id) {
        return tasks.require(actor, Permission.SEE, id);
    }

    /** Cancels a task: at once if it waits, within a few seconds if it runs. */
    @PostMapping(ONE + "/cancel")
    @Needs(Permission.CHANGE)
    TaskAnswer cancel(Actor actor, @PathVariable UUID id) {
        tasks.cancel(actor, id);
        return tasks.require(actor, Permission.SEE, id);
    }

    /** Queues a task that failed or was cancelled once more, as a new one. */
    @PostMapping(ONE + "/retry")
    @Needs(Permission.CHANGE)
    @ResponseStatus(HttpStatus.CREATED)
    TaskAnswer retry(Actor actor, @PathVariable UUID id) {
        return tasks.require(actor, Permission.SEE, tasks.retry(actor, id));
    }
}
