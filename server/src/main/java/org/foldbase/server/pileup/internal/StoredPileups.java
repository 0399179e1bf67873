package org.foldbase.server.pileup.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.AuditLog;
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
import org.foldbase.server.task.TaskView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Pileups as rows of the database and files below the files' root. */
@Service
class StoredPileups implements PileupService {

    private final PileupStore store;
    private final PileupRows rows;
    private final PileupTasks tasks;
    private final DatasetService datasets;
    private final FileRoot files;
    private final AuditLog audit;

    StoredPileups(
            PileupStore store,
            PileupRows rows,
            PileupTasks tasks,
            DatasetService datasets,
            FileRoot files,
            AuditLog audit) {
        this.store = store;
        this.rows = rows;
        this.tasks = tasks;
        this.datasets = datasets;
        this.files = files;
        this.audit = audit;
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
        return store.written(() -> submitOnce(actor, request));
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
                    store.region(cell.regionSet().id(), cell.combination().windowSizeBp(), asker);
            Pileup pileup = store.pileup(cell, region, stock.rows());
            if (!stock.isComputed(cell) && !stock.isUnderWay(cell)) {
                tasks.compute(pileup, region, asker);
            }
            ids.add(pileup.id());
        }
        return new Submission(plan, ids, plan.toCompute().size());
    }

    @Override
    @Transactional(readOnly = true)
    public Listing<PileupView> list(Actor actor, PileupFilter filter, int page, int size) {
        Listing.requirePage(page, size);
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
        return rows.find(id).orElseThrow(() -> Refusal.notFound("There is no " + what(id) + "."));
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
    public FinishedPileup result(Actor actor, long id) {
        PileupPaths paths =
                store.written(() -> seen(actor, id))
                        .pileup()
                        .paths()
                        .orElseThrow(
                                () -> Refusal.conflict("Pileup " + id + " is not computed yet."));
        try {
            return FinishedPileup.read(
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
    public long waiting() {
        return tasks.waiting();
    }

    @Override
    @Transactional
    public void cancel(Actor actor, long id) {
        changeable(actor, id);
        tasks.cancel(List.of(id));
    }

    @Override
    public PileupView retry(Actor actor, long id) {
        return store.written(() -> {
            Policy.require(actor, Permission.CREATE);
            Found found = seen(actor, id);
            PileupView view = view(actor, found);
            if (view.state() == PileupView.State.FAILED
                    || view.state() == PileupView.State.CANCELLED) {
                tasks.again(found.pileup(), found.region(), actor.requireUserId());
            }
            return view(actor, found);
        });
    }

    @Override
    @Transactional
    public void delete(Actor actor, long id) {
        Pileup gone = changeable(actor, id).pileup();
        audit.record(
                actor,
                "pileup.delete",
                "pileup",
                Long.toString(id),
                Map.of("inputHash", gone.inputHash));
        store.remove(List.of(gone));
    }
}
