package org.foldbase.server.pileup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.bed.RegionFormat;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.assembly.AssemblyService;
import org.foldbase.server.assembly.Chromosome;
import org.foldbase.server.dataset.CheckedFile;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.dataset.DatasetView.Resolution;
import org.foldbase.server.dataset.FileLocation;
import org.foldbase.server.dataset.NewDataset;
import org.foldbase.server.pileup.PileupRequest;
import org.foldbase.server.pileup.PileupService;
import org.foldbase.server.pileup.PileupView;
import org.foldbase.server.pileup.ValueType;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.testing.TestServer;

/** A server with users and checked datasets, as an upload would leave them. */
final class Bench {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestServer server;
    private final AssemblyService assemblies;

    Bench(TestServer server) {
        this.server = server;
        this.assemblies = server.bean(AssemblyService.class);
    }

    PileupService pileups() {
        return server.bean(PileupService.class);
    }

    Account user(Role role) {
        return server.user("u" + UUID.randomUUID().toString().substring(0, 8), role);
    }

    Actor analyst() {
        return TestServer.actor(user(Role.ANALYST));
    }

    /** A checked contact map of someone's. */
    long map(Actor owner, Path file, Visibility visibility) throws IOException {
        List<Object> resolutions = new ArrayList<>();
        List<Chromosome> chromosomes = new ArrayList<>();
        try (CoolerFile cooler = CoolerFile.open(file)) {
            for (String group : cooler.groups()) {
                ContactMap map = cooler.map(group);
                resolutions.add(
                        new Resolution(
                                        map.binSizeBp().orElseThrow(),
                                        group,
                                        map.weightNames(),
                                        map.pixelCount())
                                .toDetails());
                if (chromosomes.isEmpty()) {
                    map.chromsizes()
                            .list()
                            .forEach(it -> chromosomes.add(new Chromosome(it.name(), it.sizeBp())));
                }
            }
        }
        long assembly =
                assemblies
                        .match(chromosomes)
                        .orElseGet(() -> assemblies.create("of a test", chromosomes))
                        .id();
        return dataset(
                owner,
                file,
                visibility,
                DatasetType.COOLER,
                assembly,
                Map.of("resolutions", resolutions));
    }

    /** A checked region set of someone's, of the assembly of a map. */
    long regions(Actor owner, Path file, long mapId) throws IOException {
        RegionFile regions = RegionFile.read(file, RegionFile.ReadOptions.defaults());
        return dataset(
                owner,
                file,
                Visibility.SHARED,
                regions.format() == RegionFormat.BED ? DatasetType.BED : DatasetType.BEDPE,
                datasets().find(mapId).orElseThrow().assemblyId().orElseThrow(),
                Map.of("regions", regions.count()));
    }

    private long dataset(
            Actor owner,
            Path file,
            Visibility visibility,
            DatasetType type,
            long assembly,
            Map<String, Object> details)
            throws IOException {
        String path =
                server.bean(FileRoot.class)
                        .put(
                                FileRoot.Kind.DATASET,
                                UUID.randomUUID().toString(),
                                "data",
                                to -> Files.copy(file, to));
        long id =
                datasets()
                        .create(
                                new NewDataset(
                                        String.valueOf(file.getFileName()),
                                        owner.requireUserId(),
                                        visibility,
                                        FileLocation.MANAGED,
                                        path,
                                        Files.size(file)))
                        .id();
        datasets()
                .ready(
                        id,
                        new CheckedFile(
                                type,
                                assembly,
                                Files.size(file),
                                FileRoot.sha256(file),
                                Files.getLastModifiedTime(file).toInstant(),
                                details));
        return id;
    }

    DatasetService datasets() {
        return server.bean(DatasetService.class);
    }

    /** Where the file of a dataset is. */
    Path fileOf(long dataset) {
        return server.bean(FileRoot.class)
                .resolve(datasets().find(dataset).orElseThrow().filePath());
    }

    static PileupRequest request(
            long map, long regions, List<Integer> windows, List<Integer> bins, ValueType... types) {
        return new PileupRequest(
                new TreeSet<>(List.of(map)),
                new TreeSet<>(List.of(regions)),
                new TreeSet<>(windows),
                new TreeSet<>(bins),
                new TreeSet<>(List.of(types)),
                PileupRequest.Parameters.DEFAULT);
    }

    /** The pileup once its task has ended. */
    PileupView ended(Actor actor, long id) {
        await(() -> !pileups().find(actor, id).state().isUnderWay());
        return pileups().find(actor, id);
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
