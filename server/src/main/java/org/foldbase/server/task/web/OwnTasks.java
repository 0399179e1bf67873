package org.foldbase.server.task.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.foldbase.server.access.Accounts;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Ownership;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.task.TaskFilter;
import org.foldbase.server.task.TaskQueue;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.task.TaskView;
import org.springframework.stereotype.Component;

/** Tasks as far as someone may see and change them: one's own, and all for administrators. */
@Component
class OwnTasks {

    /** What belongs to nobody is administrators'. */
    private static final long NOBODY = -1;

    private final TaskQueue queue;
    private final Accounts accounts;

    OwnTasks(TaskQueue queue, Accounts accounts) {
        this.queue = queue;
        this.accounts = accounts;
    }

    Listing<TaskAnswer> list(Actor actor, Set<TaskStatus> statuses, int page, int size) {
        long user = actor.requireUserId();
        TaskFilter all = TaskFilter.all().in(statuses);
        return named(queue.list(seesAll(actor) ? all : all.ownedBy(user), page, size));
    }

    /** A task, if one may do that to it. */
    TaskAnswer require(Actor actor, Permission permission, UUID id) {
        actor.requireUserId();
        TaskView task =
                queue.find(id).orElseThrow(() -> Refusal.notFound("There is no task " + id + "."));
        Policy.require(actor, permission, ownership(task.ownerId()), "task " + id);
        return named(new Listing<>(List.of(task), 1, 1, 1)).rows().getFirst();
    }

    void cancel(Actor actor, UUID id) {
        require(actor, Permission.CHANGE, id);
        queue.cancel(id);
    }

    UUID retry(Actor actor, UUID id) {
        require(actor, Permission.CHANGE, id);
        return queue.retry(id);
    }

    /** Whether someone sees those of others, too. */
    static boolean seesAll(Actor actor) {
        return maySee(actor, OptionalLong.empty());
    }

    static boolean maySee(Actor actor, OptionalLong owner) {
        return Policy.allows(actor, Permission.SEE, ownership(owner));
    }

    private static Ownership ownership(OptionalLong owner) {
        return new Ownership(owner.orElse(NOBODY), Visibility.PRIVATE);
    }

    private Listing<TaskAnswer> named(Listing<TaskView> tasks) {
        Map<Long, String> names =
                accounts.names(
                        tasks.rows().stream()
                                .flatMapToLong(it -> it.ownerId().stream())
                                .boxed()
                                .collect(Collectors.toSet()));
        return tasks.map(task ->
                TaskAnswer.of(
                        task,
                        queue.title(task.kind()),
                        queue.knows(task),
                        task.ownerId().isEmpty()
                                ? Optional.empty()
                                : Optional.ofNullable(names.get(task.ownerId().getAsLong()))));
    }
}
