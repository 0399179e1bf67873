package org.foldbase.server.pileup.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.pileup.FinishedPileup;
import org.foldbase.server.pileup.PileupFilter;
import org.foldbase.server.pileup.PileupPlan;
import org.foldbase.server.pileup.PileupPlan.Combination;
import org.foldbase.server.pileup.PileupRequest;
import org.foldbase.server.pileup.PileupService;
import org.foldbase.server.pileup.PileupView;
import org.foldbase.server.shared.Listing;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.storage.Trash;
import org.foldbase.server.task.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Pileups as rows of the database and files below the files' root. */
@Service
class StoredPileups implements PileupService {

    /** How often two who ask for the same at once may meet. */
    private static final int TRIES = 5;

    private final Pileups pileups;
    private final PileupRows rows;
    private final PileupTasks tasks;
    private final StoredPileupRegions regions;
    private final DatasetService datasets;
    private final FileRoot files;
    private final Trash trash;
    private final java.time.Clock clock;
    private final TransactionTemplate transaction;

    StoredPileups(
            Pileups pileups,
            PileupRows rows,
            PileupTasks tasks,
            StoredPileupRegions regions,
            DatasetService datasets,
            FileRoot files,
            Trash trash,
            java.time.Clock clock,
            PlatformTransactionManager transactions) {
        this.pileups = pileups;
        this.rows = rows;
        this.tasks = tasks;
        this.regions = regions;
        this.datasets = datasets;
        this.files = files;
        this.trash = trash;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What is there of a request already. */
    private record Stock(Map<String, Pileup> rows, Map<Long, TaskView> tasks) {

        boolean isComputed(Cell cell) {
            Pileup pileup = rows.get(cell.hash().ofInput());
            return pileup != null && pileup.isReady();
        }

        boolean isUnderWay(Cell cell) {
            Pileup pileup = rows.get(cell.hash().ofInput());
            TaskView task = pileup == null ? null : tasks.get(pileup.id());
            return task != null && !task.status().isFinal();
        }
    }

    @Override
    @Transactional(readOnly = true)
    public PileupPlan plan(Actor actor, PileupRequest request) {
        Grid grid = Grid.of(datasets, actor, request);
        return plan(grid, stock(grid));
    }

    private Stock stock(Grid grid) {
        Map<String, Pileup> found =
                rows.byInput(grid.possible().stream().map(it -> it.hash().ofInput()).toList());
        return new Stock(
                found,
                tasks.newest(
                        found.values().stream()
                                .filter(it -> !it.isReady())
                                .map(Pileup::id)
                                .toList()));
    }

    private static PileupPlan plan(Grid grid, Stock stock) {
        List<Combination> toCompute = new ArrayList<>();
        List<Combination> underWay = new ArrayList<>();
        List<Combination> computed = new ArrayList<>();
        for (Cell cell : grid.possible()) {
            List<Combination> part =
                    stock.isComputed(cell)
                            ? computed
                            : stock.isUnderWay(cell) ? underWay : toCompute;
            part.add(cell.combination());
        }
        return new PileupPlan(toCompute, underWay, computed, grid.impossible());
    }

    @Override
    public Submission submit(Actor actor, PileupRequest request) {
        return metWith(() -> submitOnce(actor, request));
    }

    /** Tries again when someone else made the same rows in the meantime. */
    private <T> T metWith(Supplier<T> work) {
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

    private Submission submitOnce(Actor actor, PileupRequest request) {
        Grid grid = Grid.of(datasets, actor, request);
        Stock stock = stock(grid);
        PileupPlan plan = plan(grid, stock);
        if (!plan.isPossible()) {
            throw new Refusal(
                    Refusal.Kind.UNPROCESSABLE,
                    "None of this can be computed. " + String.join(" ", plan.reasons().keySet()));
        }
        long asker = actor.requireUserId();
        List<Long> ids = new ArrayList<>();
        for (Cell cell : grid.possible()) {
            PileupRegion region =
                    regions.there(cell.regionSet().id(), cell.combination().windowSizeBp(), actor);
            Pileup pileup = there(cell, region, stock.rows().get(cell.hash().ofInput()));
            if (!stock.isComputed(cell) && !stock.isUnderWay(cell)) {
                tasks.compute(pileup, region, asker);
            }
            ids.add(pileup.id());
        }
        return new Submission(plan, ids, plan.toCompute().size());
    }

    private Pileup there(Cell cell, PileupRegion region, @Nullable Pileup there) {
        if (there != null) {
            return there;
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

    @Override
    @Transactional(readOnly = true)
    public Listing<PileupView> list(Actor actor, PileupFilter filter, int page, int size) {
        Listing<Found> found = rows.page(actor, filter, page, size);
        return new Listing<>(tasks.views(actor, found.rows()), found.total(), page, size);
    }

    @Override
    @Transactional(readOnly = true)
    public PileupView find(Actor actor, long id) {
        return view(actor, seen(actor, id));
    }

    private PileupView view(Actor actor, Found found) {
        return tasks.views(actor, List.of(found)).getFirst();
    }

    private Found seen(Actor actor, long id) {
        Found found = required(id);
        found.requireSeen(actor, what(id));
        return found;
    }

    private Found changeable(Actor actor, long id) {
        Found found = required(id);
        found.requireChangeable(actor, what(id));
        return found;
    }

    private Found required(long id) {
        return rows.find(id)
                .orElseThrow(() -> Refusal.notFound("There is no " + what(id) + "."));
    }

    private static String what(long id) {
        return "pileup " + id;
    }

    @Override
    @Transactional(readOnly = true)
    public List<PileupView> siblings(Actor actor, long id) {
        return tasks.views(actor, rows.siblings(actor, seen(actor, id).pileup()));
    }

    @Override
    public PileupRequest.Parameters parameters(PileupView pileup) {
        return Cell.asked(pileup.parameters());
    }

    @Override
    public FinishedPileup result(Actor actor, long id) {
        Found found = Objects.requireNonNull(transaction.execute(status -> seen(actor, id)));
        PileupPaths paths =
                found.pileup()
                        .paths()
                        .orElseThrow(
                                () -> Refusal.conflict("Pileup " + id + " is not computed yet."));
        try {
            return FinishedPileup.read(
                    paths.matrix(),
                    files.resolve(paths.matrix()),
                    files.resolve(paths.counts()),
                    files.resolve(paths.provenance()));
        } catch (NoSuchFileException e) {
            throw new Refusal(
                    Refusal.Kind.GONE,
                    "The files of pileup %d are not there any more; delete it and compute it again."
                            .formatted(id),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    @Transactional
    public void cancel(Actor actor, long id) {
        changeable(actor, id);
        tasks.cancel(List.of(id));
    }

    @Override
    public PileupView retry(Actor actor, long id) {
        return metWith(() -> {
            Policy.require(actor, Permission.CREATE);
            Found found = seen(actor, id);
            PileupView view = view(actor, found);
            if (view.state() == PileupView.State.FAILED
                    || view.state() == PileupView.State.CANCELLED) {
                tasks.compute(found.pileup(), found.region(), actor.requireUserId());
            }
            return view(actor, found);
        });
    }

    @Override
    @Transactional
    public void delete(Actor actor, long id) {
        remove(List.of(changeable(actor, id).pileup()));
    }

    /** Takes rows away, and their files once this is committed. */
    void remove(Collection<Pileup> gone) {
        tasks.cancel(gone.stream().map(Pileup::id).toList());
        trash.onceCommitted(
                gone.stream()
                        .flatMap(it -> it.paths().stream())
                        .flatMap(it -> it.all().stream())
                        .toList());
        pileups.deleteAll(gone);
        pileups.flush();
    }
}
