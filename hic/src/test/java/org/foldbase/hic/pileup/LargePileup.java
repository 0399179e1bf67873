package org.foldbase.hic.pileup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionPair;
import org.foldbase.hic.bed.Strand;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.ScanProgress;

/**
 * The program that {@link PileupMemoryTest} runs with little memory: 100,000 windows of 41 × 41.
 */
final class LargePileup {
    private static final int WINDOWS = 100_000;

    private LargePileup() {}

    /** Arguments: the map, BED or BEDPE, a reduction. */
    public static void main(String[] args) throws IOException {
        Reduction reduction = Reduction.valueOf(args[2]);
        try (CoolerFile file = CoolerFile.open(Path.of(args[0]))) {
            ContactMap map = file.map();
            long binSizeBp = map.binSizeBp().orElseThrow();
            PileupOptions options =
                    PileupOptions.flank(20 * binSizeBp).reduction(reduction).threads(2).build();
            SplittableRandom random = new SplittableRandom(1);
            List<RegionPair> pairs = new ArrayList<>();
            for (int i = 0; i < WINDOWS; i++) {
                long start = random.nextLong((map.binCount() - 60L) * binSizeBp);
                pairs.add(
                        new RegionPair(
                                at(start, i), at(start + random.nextLong(30 * binSizeBp), i)));
            }
            PileupResult result =
                    args[1].equals("BED")
                            ? Pileup.onDiagonal(
                                    map,
                                    pairs.stream().map(RegionPair::first).toList(),
                                    options,
                                    ScanProgress.NONE)
                            : Pileup.offDiagonal(map, pairs, options, ScanProgress.NONE);
            long finite = Arrays.stream(result.values()).filter(Double::isFinite).count();
            System.out.printf("%d kept, %d finite cells%n", result.regions().kept(), finite);
        }
    }

    private static Region at(long startBp, int line) {
        return new Region("chr1", startBp, startBp, Strand.NONE, line + 1L);
    }
}
