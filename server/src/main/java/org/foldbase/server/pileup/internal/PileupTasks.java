package org.foldbase.server.pileup.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.foldbase.server.access.Actor;
import org.foldbase.server.pileup.PileupView;
import org.foldbase.server.pileup.PileupView.State;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.TaskFilter;
import org.foldbase.server.task.TaskQueue;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.task.TaskView;
import org.springframework.stereotype.Component;

/** The tasks that compute pileups, and how far they bring them. */
@Component
class PileupTasks {

    private final TaskQueue queue;

    PileupTasks(TaskQueue queue) {
        this.queue = queue;
    }

    /** Queues what computes a pileup; nothing happens if it is queued or running. */
    void compute(Pileup pileup, PileupRegion region, long asker) {
        queue.enqueue(
                NewTask.of(ComputePileup.NAME)
                        .computedOnce(PileupHash.ofTask(pileup))
                        .owner(asker)
                        .dataset(pileup.datasetId)
                        .pileupRegion(region.id())
                        .pileup(pileup.id()));
    }

    /** Queues what computes a pileup again, after its task failed or was cancelled. */
    void again(Pileup pileup, PileupRegion region, long asker) {
        TaskView last = newest(List.of(pileup.id())).get(pileup.id());
        if (last == null) {
            compute(pileup, region, asker);
        } else {
            queue.retry(last.id());
        }
    }

    /** Queues what makes the file of a pileup region. */
    void make(PileupRegion region, OptionalLong asker) {
        queue.enqueue(
                NewTask.of(MakePileupRegion.NAME)
                        .computedOnce(PileupHash.sha256("pileup region " + region.id()))
                        .owner(asker)
                        .dataset(region.datasetId)
                        .pileupRegion(region.id()));
    }

    /** The newest task of each of these pileups that has one. */
    Map<Long, TaskView> newest(Collection<Long> pileupIds) {
        Map<Long, TaskView> newest = new HashMap<>();
        Set<Long> missing = new HashSet<>(pileupIds);
        Listing<TaskView> tasks;
        for (int page = 1; !missing.isEmpty(); page++) {
            tasks =
                    queue.list(
                            TaskFilter.all()
                                    .ofPileups(pileupIds)
                                    .ofKinds(List.of(ComputePileup.NAME)),
                            page,
                            Listing.MAX_SIZE);
            for (TaskView task : tasks.rows()) {
                task.pileupId()
                        .ifPresent(id -> {
                            if (missing.remove(id)) {
                                newest.put(id, task);
                            }
                        });
            }
            if (page >= tasks.pages()) {
                break;
            }
        }
        return newest;
    }

    long waiting() {
        return queue.list(
                        TaskFilter.all()
                                .in(List.of(TaskStatus.QUEUED))
                                .ofKinds(List.of(ComputePileup.NAME)),
                        1,
                        1)
                .total();
    }

    /** Stops them, if they are under way. */
    void cancel(Collection<Long> pileupIds) {
        newest(pileupIds).values().stream()
                .filter(task -> !task.status().isFinal())
                .forEach(task -> queue.cancel(task.id()));
    }

    /** How someone sees these. */
    List<PileupView> views(Actor actor, List<Found> found) {
        Map<Long, TaskView> tasks =
                newest(
                        found.stream()
                                .map(Found::pileup)
                                .filter(pileup -> !pileup.isReady())
                                .map(Pileup::id)
                                .toList());
        return found.stream()
                .map(one -> view(actor, one, Optional.ofNullable(tasks.get(one.pileup().id()))))
                .toList();
    }

    private static PileupView view(Actor actor, Found found, Optional<TaskView> task) {
        Pileup pileup = found.pileup();
        State state = state(pileup, task);
        return new PileupView(
                pileup.id(),
                pileup.datasetId,
                found.mapName(),
                pileup.pileupRegionId,
                found.region().datasetId,
                found.regionSetName(),
                found.regionSetType(),
                found.region().windowSizeBp,
                pileup.binSizeBp,
                pileup.valueType,
                pileup.parameters,
                state,
                state == State.READY ? 1 : task.map(TaskView::progress).orElse(0.0),
                state.isUnderWay() ? task.map(TaskView::doing).orElse("") : "",
                state == State.FAILED ? task.flatMap(TaskView::error) : Optional.empty(),
                task.map(TaskView::id),
                pileup.windowsUsed == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(pileup.windowsUsed),
                Optional.ofNullable(pileup.matrixPath).map(PileupHash::sha256),
                pileup.createdAt(),
                found.isChangeable(actor));
    }

    /** A pileup whose tasks are forgotten counts as one that was cancelled: ask for it again. */
    private static State state(Pileup pileup, Optional<TaskView> task) {
        if (pileup.isReady()) {
            return State.READY;
        }
        return task.map(it ->
                        switch (it.status()) {
                            case QUEUED -> State.QUEUED;
                            case RUNNING, DONE -> State.COMPUTING;
                            case FAILED -> State.FAILED;
                            case CANCELLED -> State.CANCELLED;
                        })
                .orElse(State.CANCELLED);
    }
}
