package org.foldbase.server.pileup.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.foldbase.server.dataset.DatasetUse;
import org.foldbase.server.task.TaskView;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Datasets are in use by pileup regions and pileups. */
@Component
class PileupUse implements DatasetUse {

    private final PileupRows rows;
    private final PileupRegions regions;
    private final PileupTasks tasks;
    private final PileupStore store;

    PileupUse(PileupRows rows, PileupRegions regions, PileupTasks tasks, PileupStore store) {
        this.rows = rows;
        this.regions = regions;
        this.tasks = tasks;
        this.store = store;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Use> of(long datasetId) {
        List<Found> found = rows.madeOf(datasetId);
        Map<Long, TaskView> newest =
                tasks.newest(
                        found.stream()
                                .map(Found::pileup)
                                .filter(it -> !it.isReady())
                                .map(Pileup::id)
                                .toList());
        List<Use> uses = new ArrayList<>();
        Set<Long> named = new HashSet<>();
        for (Found one : found) {
            TaskView task = newest.get(one.pileup().id());
            named.add(one.region().id());
            uses.add(
                    new Use(
                            "pileup “%s × %s” (± %,d bp, bins of %,d bp)"
                                    .formatted(
                                            one.mapName(),
                                            one.regionSetName(),
                                            one.region().windowSizeBp,
                                            one.pileup().binSizeBp),
                            "/pileups/" + one.pileup().id(),
                            task != null && !task.status().isFinal()));
        }
        for (PileupRegion region : regions.findByDatasetId(datasetId)) {
            if (!named.contains(region.id())) {
                uses.add(
                        new Use(
                                "windows of ± %,d bp".formatted(region.windowSizeBp),
                                "/pileups?regionSet=" + datasetId,
                                false));
            }
        }
        return uses;
    }

    @Override
    public void deleting(long datasetId) {
        store.forget(
                rows.madeOf(datasetId).stream().map(Found::pileup).toList(),
                regions.findByDatasetId(datasetId));
    }
}
