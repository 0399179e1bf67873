package org.foldbase.server.pileup.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.bed.RegionFormatException;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.assembly.AssemblyView;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.pileup.WindowFile;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.task.PermanentFailure;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskKind;
import org.foldbase.server.task.TaskOutcome;
import org.foldbase.server.task.TaskRun;
import org.springframework.stereotype.Component;

/** Writes the windows of a pileup region; a pileup does not wait for it. */
@Component
class MakePileupRegion implements TaskKind {

    static final String NAME = "pileup-region.make";

    private final PileupRegions regions;
    private final DatasetService datasets;
    private final AssemblyService assemblies;
    private final Clock clock;

    MakePileupRegion(
            PileupRegions regions,
            DatasetService datasets,
            AssemblyService assemblies,
            Clock clock) {
        this.regions = regions;
        this.datasets = datasets;
        this.assemblies = assemblies;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Windows around regions";
    }

    @Override
    public QueueName queue() {
        return QueueName.SHORT;
    }

    @Override
    public TaskOutcome run(TaskRun run) throws Exception {
        long id = run.pileupRegionId().orElse(-1);
        PileupRegion region =
                regions.findById(id)
                        .orElseThrow(() -> new PermanentFailure("The windows were deleted."));
        DatasetView set = datasets.find(region.datasetId).orElseThrow();
        AssemblyView assembly =
                Optional.of(set.assemblyId())
                        .filter(it -> it.isPresent())
                        .flatMap(it -> assemblies.find(it.getAsLong()))
                        .orElseThrow(() ->
                                new PermanentFailure(
                                        "The assembly of “%s” is not known."
                                                .formatted(set.name())));
        run.progress(0, "Reading the regions");
        RegionFile read = read(set);
        run.progress(0.5, "Writing the windows");
        WindowFile windows = new WindowFile(chromsizes(assembly), region.windowSizeBp);
        AtomicReference<WindowFile.Counts> counts =
                new AtomicReference<>(new WindowFile.Counts(0, 0));
        String path =
                run.write(
                        FileRoot.Kind.PILEUP_REGION,
                        Long.toString(id),
                        ".bedpe",
                        file -> counts.set(windows.write(file, read)));
        String uid = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
        return TaskOutcome.of(
                path,
                () ->
                        regions.findById(id)
                                .orElseThrow()
                                .made(path, uid, counts.get(), clock.instant()));
    }

    private RegionFile read(DatasetView set) throws Exception {
        try {
            Path file = datasets.file(set);
            return RegionFile.read(file, RegionFile.ReadOptions.defaults());
        } catch (Refusal e) {
            throw new PermanentFailure(e.sentence(), e);
        } catch (RegionFormatException e) {
            throw new PermanentFailure("“%s” can't be read any more.".formatted(set.name()), e);
        }
    }

    private static Chromsizes chromsizes(AssemblyView assembly) {
        return Chromsizes.of(
                assembly.chromosomes().stream()
                        .map(it -> new Chromosome(it.name(), it.sizeBp()))
                        .toList());
    }
}
