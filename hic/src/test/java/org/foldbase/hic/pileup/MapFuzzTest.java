package org.foldbase.hic.pileup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.Strand;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerException;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.expected.Expected;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.testing.CoolerBuilder;
import org.foldbase.hic.testing.Damage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged maps, used from end to end: a pileup and expected contacts come out, or a {@link
 * CoolerException}, in good time. The build runs this with a heap of 256 MB.
 */
class MapFuzzTest {
    private static final long SEED = 20_261_122;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    @TempDir private Path folder;

    @Test
    void fiveHundredDamagedMapsEndInAnAnswerOrASentence() throws IOException {
        fuzz(0, 500);
    }

    @Test
    @Tag("proof")
    void tenThousandDamagedMapsEndInAnAnswerOrASentence() throws IOException {
        fuzz(500, 10_500);
    }

    private void fuzz(int first, int end) throws IOException {
        List<byte[]> maps = soundMaps();
        int answered = 0;
        int refused = 0;
        for (int i = first; i < end; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            int which = random.nextInt(maps.size());
            Path file = folder.resolve("damaged.mcool");
            Files.write(file, Damage.to(maps.get(which), random));
            String name = "seed %d, map %d".formatted(SEED + i, which);
            Optional<String> refusal;
            try {
                refusal = assertTimeoutPreemptively(LONGEST, () -> use(file), name);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(name, e);
            }
            if (refusal.isPresent()) {
                assertThat(refusal.get()).as(name).contains("damaged.mcool").hasSizeLessThan(3000);
                refused++;
            } else {
                answered++;
            }
        }
        assertThat(answered).isPositive();
        assertThat(refused).isPositive();
    }

    /** Uses every map of a file; the sentence of the first that is refused. */
    private static Optional<String> use(Path path) throws IOException {
        Optional<String> refusal = Optional.empty();
        try (CoolerFile file = CoolerFile.open(path)) {
            for (String group : file.groups()) {
                try {
                    use(file.map(group));
                } catch (CoolerException e) {
                    refusal = Optional.ofNullable(e.getMessage());
                }
            }
        } catch (CoolerException e) {
            refusal = Optional.ofNullable(e.getMessage());
        }
        return refusal;
    }

    private static void use(ContactMap map) throws IOException {
        if (map.binSizeBp().isEmpty()) {
            map.readBins();
            return;
        }
        boolean weighted = map.weightNames().contains("weight");
        Expected.compute(
                map,
                View.ofChromosomes(map.chromsizes()),
                weighted ? Optional.of(map.weights("weight")) : Optional.empty(),
                2,
                2,
                ScanProgress.NONE);
        Chromosome chromosome = map.chromsizes().get(0);
        long centre = chromosome.sizeBp() / 2;
        long flank = map.binSizeBp().getAsLong() * 3;
        PileupOptions options =
                PileupOptions.flank(flank)
                        .valueType(weighted ? ValueType.OBS_EXP : ValueType.OBS_EXP_RAW)
                        .threads(2)
                        .build();
        List<Region> regions =
                List.of(new Region(chromosome.name(), centre, centre + 1, Strand.NONE, 1));
        Pileup.onDiagonal(map, regions, options, ScanProgress.NONE);
    }

    private List<byte[]> soundMaps() throws IOException {
        List<CoolerBuilder> builders =
                List.of(
                        CoolerBuilder.map().chrom("chr1", 300_000).chrom("chr2", 120_000),
                        CoolerBuilder.map().chrom("chr1", 300_000).resolutions(20_000),
                        CoolerBuilder.map().chrom("chr1", 200_000).noWeights().contiguous(),
                        CoolerBuilder.map().chrom("chr1", 200_000).square().shuffle(false),
                        CoolerBuilder.map().chrom("chr1", 400_000).chunk(50));
        List<byte[]> maps = new ArrayList<>();
        for (CoolerBuilder builder : builders) {
            Path file =
                    builder.binSize(10_000)
                            .seed(maps.size())
                            .name("sound" + maps.size())
                            .write(folder)
                            .file();
            maps.add(Files.readAllBytes(file));
        }
        return maps;
    }
}
