package org.foldbase.server.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.pileup.Pileup;
import org.foldbase.hic.pileup.PileupOptions;
import org.foldbase.hic.pileup.PileupResult;
import org.foldbase.hic.pileup.ValueType;
import org.foldbase.server.database.Json;
import org.foldbase.server.pileup.NpyFile;
import org.foldbase.server.pileup.PileupReport;
import org.foldbase.server.pileup.WindowFile;
import org.foldbase.server.sample.SyntheticGenome.GenomeFiles;
import org.foldbase.server.storage.FileRoot;

/**
 * The sample's files: a small synthetic genome, windows around its domain boundaries, and the
 * pileup of the map over them as the kernel computes it.
 *
 * @param chromosomes name and size of each
 * @param windows pairs of equal windows, BEDPE
 * @param regionsKept with a window inside their chromosome
 */
record SampleFiles(
        GenomeFiles genome,
        List<Map<String, Object>> chromosomes,
        List<Long> resolutions,
        Path windows,
        int regions,
        int loops,
        long regionsKept,
        long regionsDropped,
        Path matrix,
        Path counts,
        Path provenance) {

    static final int WINDOW_SIZE_BP = 200_000;
    static final int BIN_SIZE_BP = 20_000;
    private static final long SEED = 1;

    static SampleFiles make(Path folder) throws IOException {
        GenomeFiles genome = SyntheticGenome.writeSmall(folder, SEED);
        RegionFile boundaries =
                RegionFile.read(genome.boundaries(), RegionFile.ReadOptions.defaults());
        int loops = RegionFile.read(genome.loops(), RegionFile.ReadOptions.defaults()).count();
        Path windows = folder.resolve("windows.bedpe");
        Path matrix = folder.resolve("pileup.npy");
        Path counts = folder.resolve("pileup.counts.npy");
        Path provenance = folder.resolve("pileup.json");
        try (CoolerFile file = CoolerFile.open(genome.map())) {
            ContactMap map = file.map(BIN_SIZE_BP);
            List<Map<String, Object>> chromosomes = new ArrayList<>();
            for (int i = 0; i < map.chromsizes().count(); i++) {
                chromosomes.add(
                        Map.of(
                                "name", map.chromsizes().get(i).name(),
                                "sizeBp", map.chromsizes().get(i).sizeBp()));
            }
            WindowFile.Counts counted =
                    new WindowFile(map.chromsizes(), WINDOW_SIZE_BP).write(windows, boundaries);
            PileupOptions options =
                    PileupOptions.flank(WINDOW_SIZE_BP).valueType(ValueType.OBS_EXP).build();
            PileupResult result = Pileup.of(map, boundaries, options, ScanProgress.NONE);
            int side = result.side();
            try (OutputStream out = Files.newOutputStream(matrix)) {
                NpyFile.write(out, result.values(), side, side);
            }
            try (OutputStream out = Files.newOutputStream(counts)) {
                NpyFile.write(out, result.finiteCounts(), side, side);
            }
            Files.writeString(
                    provenance, Json.of(report(genome, map, boundaries, options, result)).text());
            return new SampleFiles(
                    genome,
                    chromosomes,
                    List.of(10_000L, 20_000L, 50_000L, 100_000L),
                    windows,
                    boundaries.count(),
                    loops,
                    counted.kept(),
                    counted.dropped(),
                    matrix,
                    counts,
                    provenance);
        }
    }

    private static Map<String, Object> report(
            GenomeFiles genome,
            ContactMap map,
            RegionFile boundaries,
            PileupOptions options,
            PileupResult result)
            throws IOException {
        return PileupReport.of(
                        source(genome.map()),
                        map,
                        source(genome.boundaries()),
                        boundaries,
                        Optional.empty(),
                        options,
                        result)
                .provenance();
    }

    private static PileupReport.Source source(Path file) throws IOException {
        return new PileupReport.Source(String.valueOf(file.getFileName()), FileRoot.sha256(file));
    }
}
