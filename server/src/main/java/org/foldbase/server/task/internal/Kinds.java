package org.foldbase.server.task.internal;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskKind;
import org.foldbase.server.task.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The kinds of tasks that this process knows. */
@Component
class Kinds {

    private final ObjectProvider<TaskKind> beans;
    private volatile @Nullable Map<String, TaskKind> byName;

    /** The beans are asked for late, since those that have the work queue tasks, too. */
    Kinds(ObjectProvider<TaskKind> beans) {
        this.beans = beans;
    }

    private Map<String, TaskKind> byName() {
        Map<String, TaskKind> known = byName;
        if (known == null) {
            known = beans.stream().collect(Collectors.toMap(TaskKind::name, Function.identity()));
            byName = known;
        }
        return known;
    }

    Optional<TaskKind> find(String name) {
        return Optional.ofNullable(byName().get(name));
    }

    /** The kind that can do a task; none either if the task has newer parameters. */
    Optional<TaskKind> doing(TaskView task) {
        return find(task.kind()).filter(kind -> task.version() <= kind.version());
    }

    /** Those whose tasks are in a queue, with the newest versions of their parameters. */
    Map<String, Integer> of(QueueName queue) {
        return byName().values().stream()
                .filter(kind -> kind.queue() == queue)
                .collect(Collectors.toMap(TaskKind::name, TaskKind::version));
    }

    /** Whether tasks of a kind with such parameters can be done here. */
    boolean know(String name, int version) {
        return find(name).filter(kind -> version <= kind.version()).isPresent();
    }

    /** Tells a task's kind, if it is known here, that the task FAILED or was CANCELLED. */
    void ended(TaskView task) {
        find(task.kind()).ifPresent(kind -> kind.ended(task));
    }
}
