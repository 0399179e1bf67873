package org.foldbase.server.task.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Those whose tasks are in a queue. */
    Set<String> of(QueueName queue) {
        return byName().values().stream()
                .filter(kind -> kind.queue() == queue)
                .map(TaskKind::name)
                .collect(Collectors.toSet());
    }

    /** Tells a task's kind, if it is known here, that the task FAILED or was CANCELLED. */
    void ended(TaskView task) {
        find(task.kind()).ifPresent(kind -> kind.ended(task));
    }
}
