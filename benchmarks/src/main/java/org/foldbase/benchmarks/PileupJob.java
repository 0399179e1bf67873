package org.foldbase.benchmarks;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionPair;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.cooler.Weights;
import org.foldbase.hic.pileup.Pileup;
import org.foldbase.hic.pileup.PileupOptions;
import org.foldbase.hic.pileup.PileupResult;
import org.foldbase.hic.pileup.ValueType;

/** Averages windows of 41 × 41 bins around regions, or between pairs of them. */
final class PileupJob implements Job {
    private static final int FLANK_BINS = 20;

    private final ContactMap map;
    private final List<Region> regions;
    private final List<RegionPair> pairs;
    private final PileupOptions options;

    private PileupJob(
            ContactMap map,
            List<Region> regions,
            List<RegionPair> pairs,
            ValueType valueType,
            int threads) {
        this.map = map;
        this.regions = regions;
        this.pairs = pairs;
        this.options =
                PileupOptions.flank(FLANK_BINS * map.binSizeBp().orElseThrow())
                        .valueType(valueType)
                        .threads(threads)
                        .build();
    }

    static PileupJob ofRegions(ContactMap map, int count, ValueType valueType, int threads) {
        List<Region> regions = SyntheticRegions.regions(map.chromsizes(), count);
        return new PileupJob(map, regions, List.of(), valueType, threads);
    }

    static PileupJob ofPairs(ContactMap map, int count, ValueType valueType, int threads) {
        List<RegionPair> pairs = SyntheticRegions.pairs(map.chromsizes(), count);
        return new PileupJob(map, List.of(), pairs, valueType, threads);
    }

    @Override
    public PileupResult run() throws IOException {
        return pairs.isEmpty()
                ? Pileup.onDiagonal(map, regions, options, ScanProgress.NONE)
                : Pileup.offDiagonal(map, pairs, options, ScanProgress.NONE);
    }

    @Override
    public MapPass gate() throws IOException {
        PileupResult answer = run();
        boolean overExpected = options.valueType().isOverExpected();
        Optional<Weights> weights =
                options.valueType().isBalanced()
                        ? Optional.of(map.weights(options.weightName()))
                        : Optional.empty();
        Reference reference = Reference.of(map);
        Reference.Average average =
                pairs.isEmpty()
                        ? reference.onDiagonal(regions, FLANK_BINS, overExpected, weights)
                        : reference.offDiagonal(pairs, FLANK_BINS, overExpected, weights);
        Answers.requireEqual("number of windows kept", average.kept(), answer.regions().kept());
        Answers.requireEqual(
                "number of finite values in cell", average.finiteCounts(), answer.finiteCounts());
        Answers.requireClose("mean of cell", average.means(), answer.values());
        BitSet rows = overExpected ? chromosomesOf(average.rows()) : average.rows();
        return new MapPass(map, rows, options.threads());
    }

    /** All rows of the chromosomes that have any of the given ones: the expected needs them. */
    private BitSet chromosomesOf(BitSet windowRows) {
        BitSet rows = new BitSet();
        for (int chrom = 0; chrom < map.chromsizes().count(); chrom++) {
            int first = map.chromOffset(chrom);
            int end = map.chromOffset(chrom + 1);
            int found = windowRows.nextSetBit(first);
            if (found >= 0 && found < end) {
                rows.set(first, end);
            }
        }
        return rows;
    }
}
