package org.foldbase.server.pileup.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.bed.RegionFormatException;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerException;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.pileup.PileupOptions;
import org.foldbase.hic.pileup.PileupResult;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.pileup.FinishedPileup;
import org.foldbase.server.pileup.PileupReport;
import org.foldbase.server.pileup.RegionTalk;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.task.PermanentFailure;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskKind;
import org.foldbase.server.task.TaskOutcome;
import org.foldbase.server.task.TaskRun;
import org.springframework.stereotype.Component;

/** Computes a pileup, or takes the numbers of one that was computed of the same content. */
@Component
class ComputePileup implements TaskKind {

    static final String NAME = "pileup.compute";

    /** Several tasks share a machine. */
    private static final int THREADS = 2;

    private final PileupStore store;
    private final PileupRows rows;
    private final Pileups pileups;
    private final DatasetService datasets;
    private final FileRoot files;
    private final Clock clock;

    ComputePileup(
            PileupStore store,
            PileupRows rows,
            Pileups pileups,
            DatasetService datasets,
            FileRoot files,
            Clock clock) {
        this.store = store;
        this.rows = rows;
        this.pileups = pileups;
        this.datasets = datasets;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Pileup";
    }

    @Override
    public QueueName queue() {
        return QueueName.MEDIUM;
    }

    /** What is to be computed. */
    private record Work(
            Found found, DatasetView map, DatasetView regionSet, Optional<Pileup> alike) {}

    @Override
    public TaskOutcome run(TaskRun run) throws Exception {
        Work work = work(run);
        FinishedPileup finished = finished(work, run);
        run.progress(0.99, "Writing the result");
        long id = work.found().pileup().id();
        PileupPaths paths =
                new PileupPaths(
                        write(run, id, ".npy", finished::writeMatrix),
                        write(run, id, ".counts.npy", finished::writeCounts),
                        write(run, id, ".json", finished::writeProvenance));
        return TaskOutcome.of(
                paths.matrix(),
                () ->
                        pileups.findById(id)
                                .orElseThrow()
                                .computed(paths, finished.regionsKept(), clock.instant()));
    }

    @FunctionalInterface
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static String write(TaskRun run, long id, String suffix, Writing writing)
            throws IOException {
        return run.write(
                FileRoot.Kind.PILEUP,
                Long.toString(id),
                suffix,
                file -> {
                    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                        writing.to(out);
                    }
                });
    }

    private Work work(TaskRun run) throws PermanentFailure {
        long id = run.pileupId().orElse(-1);
        Optional<Work> work =
                store.written(() ->
                        rows.find(id)
                                .map(found ->
                                        new Work(
                                                found,
                                                datasets.find(found.pileup().datasetId)
                                                        .orElseThrow(),
                                                datasets.find(found.region().datasetId)
                                                        .orElseThrow(),
                                                rows.computedAlike(found.pileup()))));
        Work there = work.orElseThrow(() -> new PermanentFailure("The pileup was deleted."));
        requireReady(there.map());
        requireReady(there.regionSet());
        requireUnchanged(there);
        return there;
    }

    private static void requireReady(DatasetView dataset) throws PermanentFailure {
        if (!dataset.isReady()) {
            throw new PermanentFailure(
                    "“%s” can't be used: %s"
                            .formatted(
                                    dataset.name(),
                                    dataset.failure().orElse("it is being checked again.")));
        }
    }

    /** What was asked for is of the content that the datasets had then. */
    private static void requireUnchanged(Work work) throws PermanentFailure {
        Pileup pileup = work.found().pileup();
        Cell now = Cell.of(work.found(), work.map(), work.regionSet());
        if (!now.hash().ofInput().equals(pileup.inputHash)) {
            throw new PermanentFailure(
                    "“%s” or “%s” has changed since this pileup was asked for; ask for it anew."
                            .formatted(work.map().name(), work.regionSet().name()));
        }
    }

    private FinishedPileup finished(Work work, TaskRun run) throws Exception {
        if (work.alike().flatMap(Pileup::paths).isPresent()) {
            PileupPaths paths = work.alike().flatMap(Pileup::paths).orElseThrow();
            try {
                return FinishedPileup.read(
                                files.resolve(paths.matrix()),
                                files.resolve(paths.counts()),
                                files.resolve(paths.provenance()))
                        .named(work.map().name(), work.regionSet().name());
            } catch (IOException e) {
                // Its files are gone or broken: computing does not need them.
                run.progress(0, "Computing anew");
            }
        }
        Path mapFile = file(work.map());
        Path regionsFile = file(work.regionSet());
        try {
            FinishedPileup finished = compute(work, mapFile, regionsFile, run);
            file(work.map());
            file(work.regionSet());
            return finished;
        } catch (CoolerException | IllegalArgumentException e) {
            throw permanent(e, mapFile, work.map());
        } catch (RegionFormatException e) {
            throw permanent(e, regionsFile, work.regionSet());
        } catch (InternalError e) {
            throw new PermanentFailure(
                    "The file of “%s” was cut short while it was read, or its disk failed."
                            .formatted(work.map().name()),
                    e);
        }
    }

    private Path file(DatasetView dataset) throws PermanentFailure {
        try {
            return datasets.file(dataset);
        } catch (Refusal e) {
            throw new PermanentFailure(e.sentence(), e);
        }
    }

    private static PermanentFailure permanent(Exception e, Path file, DatasetView dataset) {
        String sentence =
                String.valueOf(e.getMessage()).replace(file.toString(), "“" + dataset.name() + "”");
        return new PermanentFailure(sentence, e);
    }

    private static FinishedPileup compute(Work work, Path mapFile, Path regionsFile, TaskRun run)
            throws IOException, PermanentFailure {
        Pileup pileup = work.found().pileup();
        PileupOptions options =
                Cell.options(
                        work.found().region().windowSizeBp,
                        pileup.valueType,
                        pileup.parameters,
                        THREADS);
        run.progress(0, "Reading the regions");
        RegionFile regions = RegionFile.read(regionsFile, RegionFile.ReadOptions.defaults());
        try (CoolerFile file = CoolerFile.open(mapFile)) {
            ContactMap map = file.map(pileup.binSizeBp);
            PileupResult result = average(map, regions, options, run);
            if (result.regions().kept() == 0) {
                throw new PermanentFailure(
                        new RegionTalk(regions.format(), result.regions())
                                .nothingLeft("“" + work.regionSet().name() + "”"));
            }
            return FinishedPileup.of(
                    PileupReport.of(
                            source(work.map()),
                            map,
                            source(work.regionSet()),
                            regions,
                            Optional.empty(),
                            options,
                            result));
        }
    }

    private static PileupReport.Source source(DatasetView dataset) {
        return new PileupReport.Source(dataset.name(), dataset.sha256().orElseThrow());
    }

    private static PileupResult average(
            ContactMap map, RegionFile regions, PileupOptions options, TaskRun run)
            throws IOException {
        Averaging averaging = new Averaging(run);
        try {
            return org.foldbase.hic.pileup.Pileup.of(map, regions, options, averaging);
        } catch (CancellationException e) {
            averaging.rethrow();
            throw e;
        }
    }
}
