package org.foldbase.server.intake.internal;

import java.util.List;
import java.util.Set;
import org.foldbase.server.dataset.DatasetUse;
import org.foldbase.server.task.TaskFilter;
import org.foldbase.server.task.TaskQueue;
import org.foldbase.server.task.TaskStatus;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tasks that have not ended and need a dataset's file. */
@Component
@Order(0)
class RunningTasks implements DatasetUse {

    private static final int MOST = 20;

    private final TaskQueue tasks;

    RunningTasks(TaskQueue tasks) {
        this.tasks = tasks;
    }

    @Override
    public List<Use> of(long datasetId) {
        return tasks
                .list(
                        TaskFilter.all()
                                .ofDatasets(Set.of(datasetId))
                                .in(Set.of(TaskStatus.QUEUED, TaskStatus.RUNNING)),
                        1,
                        MOST)
                .rows()
                .stream()
                .map(task ->
                        new Use(
                                task.kind().equals(Checks.KIND)
                                        ? "the check of its file"
                                        : "the task " + task.kind(),
                                "/tasks?dataset=" + datasetId,
                                true))
                .toList();
    }
}
