package org.foldbase.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionPair;
import org.foldbase.hic.bed.Strand;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;

/** Regions spread evenly over a genome, the same ones for the same seed. */
final class SyntheticRegions {
    private static final long SEED = 7;
    private static final int SIZE_BP = 500;
    private static final long LEAST_DISTANCE_BP = 50_000;
    private static final long MOST_DISTANCE_BP = 2_000_000;

    private final Chromsizes chromsizes;
    private final long genomeBp;
    private final SplittableRandom random = new SplittableRandom(SEED);

    private SyntheticRegions(Chromsizes chromsizes) {
        this.chromsizes = chromsizes;
        this.genomeBp = chromsizes.list().stream().mapToLong(Chromosome::sizeBp).sum();
    }

    static List<Region> regions(Chromsizes chromsizes, int count) {
        SyntheticRegions source = new SyntheticRegions(chromsizes);
        List<Region> regions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            regions.add(source.region(i + 1));
        }
        return regions;
    }

    /** Pairs whose distances are spread evenly over their logarithm. */
    static List<RegionPair> pairs(Chromsizes chromsizes, int count) {
        SyntheticRegions source = new SyntheticRegions(chromsizes);
        List<RegionPair> pairs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Region first = source.region(i + 1);
            double ratio = (double) MOST_DISTANCE_BP / LEAST_DISTANCE_BP;
            long distanceBp =
                    (long) (LEAST_DISTANCE_BP * StrictMath.pow(ratio, source.random.nextDouble()));
            pairs.add(
                    new RegionPair(first, region(first.chrom(), first.startBp() + distanceBp, i)));
        }
        return pairs;
    }

    private Region region(int line) {
        long positionBp = random.nextLong(genomeBp);
        for (Chromosome chromosome : chromsizes.list()) {
            if (positionBp < chromosome.sizeBp()) {
                return region(chromosome.name(), positionBp, line);
            }
            positionBp -= chromosome.sizeBp();
        }
        throw new IllegalStateException("a position beyond the genome");
    }

    private static Region region(String chrom, long startBp, int line) {
        return new Region(chrom, startBp, startBp + SIZE_BP, Strand.NONE, line);
    }
}
