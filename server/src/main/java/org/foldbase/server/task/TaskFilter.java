package org.foldbase.server.task;

import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which tasks a list has: those that fit everything that is said. An empty set says nothing.
 *
 * @param ownerId whose
 */
public record TaskFilter(
        OptionalLong ownerId,
        Set<TaskStatus> statuses,
        Set<String> kinds,
        Set<Long> datasetIds,
        Set<Long> pileupIds) {

    public TaskFilter {
        statuses = Set.copyOf(statuses);
        kinds = Set.copyOf(kinds);
        datasetIds = Set.copyOf(datasetIds);
        pileupIds = Set.copyOf(pileupIds);
    }

    /** All tasks. */
    public static TaskFilter all() {
        return new TaskFilter(OptionalLong.empty(), Set.of(), Set.of(), Set.of(), Set.of());
    }

    public TaskFilter ownedBy(long userId) {
        return new TaskFilter(OptionalLong.of(userId), statuses, kinds, datasetIds, pileupIds);
    }

    public TaskFilter in(Collection<TaskStatus> wanted) {
        return new TaskFilter(ownerId, Set.copyOf(wanted), kinds, datasetIds, pileupIds);
    }

    public TaskFilter ofKinds(Collection<String> wanted) {
        return new TaskFilter(ownerId, statuses, Set.copyOf(wanted), datasetIds, pileupIds);
    }

    public TaskFilter ofDatasets(Collection<Long> ids) {
        return new TaskFilter(ownerId, statuses, kinds, Set.copyOf(ids), pileupIds);
    }

    public TaskFilter ofPileups(Collection<Long> ids) {
        return new TaskFilter(ownerId, statuses, kinds, datasetIds, Set.copyOf(ids));
    }
}
