package org.foldbase.server.pileup.internal;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.foldbase.server.storage.Trash;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes and removes rows of pileups and pileup regions, with their tasks and files. */
@Component
class PileupStore {

    /** How often those who ask for the same at once may meet. */
    private static final int TRIES = 5;

    private final Pileups pileups;
    private final PileupRegions regions;
    private final PileupTasks tasks;
    private final Trash trash;
    private final Clock clock;
    private final TransactionTemplate transaction;

    PileupStore(
            Pileups pileups,
            PileupRegions regions,
            PileupTasks tasks,
            Trash trash,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.pileups = pileups;
        this.regions = regions;
        this.tasks = tasks;
        this.trash = trash;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Does something in a transaction, again if someone else made the same rows meanwhile. */
    <T> T written(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> work.get()));
            } catch (DataIntegrityViolationException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** The pileup region of a region set and a window, which is made if there is none. */
    PileupRegion region(long regionSetId, int windowSizeBp, long asker) {
        Optional<PileupRegion> there =
                regions.findByDatasetIdAndWindowSizeBp(regionSetId, windowSizeBp);
        if (there.isPresent()) {
            return there.get();
        }
        PileupRegion made =
                regions.saveAndFlush(new PileupRegion(regionSetId, windowSizeBp, clock.instant()));
        tasks.make(made, OptionalLong.of(asker));
        return made;
    }

    /** The pileup of a cell, which is made if it is not among those that are there. */
    Pileup pileup(Cell cell, PileupRegion region, Map<String, Pileup> there) {
        Pileup found = there.get(cell.hash().ofInput());
        if (found != null) {
            return found;
        }
        return pileups.saveAndFlush(
                new Pileup(
                        cell.map().id(),
                        region.id(),
                        cell.combination().binSizeBp(),
                        cell.combination().valueType(),
                        cell.keptParameters(),
                        cell.hash(),
                        clock.instant()));
    }

    /** Takes pileups away, and their files once this is committed. */
    void remove(Collection<Pileup> gone) {
        forget(gone, List.of());
        pileups.deleteAll(gone);
        pileups.flush();
    }

    /** Takes a pileup region away with its pileups. */
    void remove(PileupRegion region) {
        forget(pileups.findByPileupRegionId(region.id()), List.of(region));
        regions.delete(region);
        regions.flush();
    }

    /** Cancels what computes them, and has their files go once this is committed. */
    void forget(Collection<Pileup> gone, Collection<PileupRegion> goneRegions) {
        tasks.cancel(gone.stream().map(Pileup::id).toList());
        trash.onceCommitted(
                Stream.concat(
                                gone.stream()
                                        .flatMap(it -> it.paths().stream())
                                        .flatMap(it -> it.all().stream()),
                                goneRegions.stream()
                                        .flatMap(it -> Optional.ofNullable(it.filePath).stream()))
                        .toList());
    }
}
