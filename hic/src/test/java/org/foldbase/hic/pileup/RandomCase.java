package org.foldbase.hic.pileup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SplittableRandom;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionPair;
import org.foldbase.hic.bed.Strand;
import org.foldbase.hic.cooler.WriteOptions.CountType;
import org.foldbase.hic.cooler.WriteOptions.IdType;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.genome.ViewRegion;
import org.foldbase.hic.testing.BuiltMap;
import org.foldbase.hic.testing.CoolerBuilder;

/**
 * A small map with all that makes trouble, and regions, a view and options to go with it, all of
 * them made from one seed.
 */
final class RandomCase {
    private static final int[] BIN_SIZES_BP = {1_000, 10_000, 37_000, 50_000};

    private final long seed;
    private final SplittableRandom random;
    private final int binSizeBp;
    private final List<Chromosome> chromosomes = new ArrayList<>();
    private final OptionalInt storedIgnoreDiags;
    private final BuiltMap map;

    RandomCase(long seed, Path dir) throws IOException {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.binSizeBp = BIN_SIZES_BP[random.nextInt(BIN_SIZES_BP.length)];
        this.storedIgnoreDiags =
                chance(0.7) ? OptionalInt.of(random.nextInt(4)) : OptionalInt.empty();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int bins = chance(0.2) ? 1 : 2 + random.nextInt(45);
            long sizeBp = (long) bins * binSizeBp - (chance(0.7) ? random.nextInt(binSizeBp) : 0);
            chromosomes.add(new Chromosome("chr" + (i + 1), Math.max(1, sizeBp)));
        }
        this.map = buildMap(dir);
    }

    BuiltMap map() {
        return map;
    }

    private BuiltMap buildMap(Path dir) throws IOException {
        CoolerBuilder builder =
                CoolerBuilder.blank().seed(seed).binSize(binSizeBp).noWeightAttributes();
        chromosomes.forEach(c -> builder.chrom(c.name(), c.sizeBp()));
        boolean square = chance(0.25);
        boolean whole = chance(0.5);
        builder.counts(
                whole
                        ? pick(CountType.INT32, CountType.INT64)
                        : pick(CountType.FLOAT32, CountType.FLOAT64));
        builder.ids(pick(IdType.INT32, IdType.INT64));
        if (square) {
            builder.square();
        }
        if (chance(0.1)) {
            builder.contiguous();
        } else {
            builder.shuffle(chance(0.5)).gzip(random.nextInt(3)).chunk(1 + random.nextInt(300));
            builder.chunk("bin2_id", 1 + random.nextInt(300));
        }
        if (chance(0.3)) {
            builder.duplicates(0.2);
        }
        if (chance(0.2)) {
            builder.divisive();
        }
        storedIgnoreDiags.ifPresent(builder::ignoreDiags);
        int[] firstBin = new int[chromosomes.size() + 1];
        for (int c = 0; c < chromosomes.size(); c++) {
            int bins = (int) Math.ceilDiv(chromosomes.get(c).sizeBp(), binSizeBp);
            firstBin[c + 1] = firstBin[c] + bins;
        }
        double betweenChromosomes = 0.02;
        for (int c = 0; c < chromosomes.size(); c++) {
            double density = chance(0.15) ? 0 : 0.05 + 0.95 * random.nextDouble();
            double masked = chance(0.1) ? 1 : chance(0.3) ? 0 : 0.3 * random.nextDouble();
            for (int row = firstBin[c]; row < firstBin[c + 1]; row++) {
                double weight = 0.05 * Math.exp(0.4 * random.nextGaussian());
                builder.weight(row, chance(masked) ? Double.NaN : weight);
                int end = firstBin[chromosomes.size()];
                for (int column = square ? 0 : row; column < end; column++) {
                    boolean cis = firstBin[c] <= column && column < firstBin[c + 1];
                    if (chance(cis ? density : density == 0 ? 0 : betweenChromosomes)) {
                        double count = 1 + random.nextInt(30);
                        builder.pixel(row, column, whole ? count : count / 8);
                    }
                }
            }
        }
        return builder.write(dir).base();
    }

    /**
     * Whole chromosomes, or arms that need not be in order, may leave gaps and cut through bins.
     */
    View view() {
        Chromsizes chromsizes = map.chromsizes();
        if (chance(0.4)) {
            return View.ofChromosomes(chromsizes);
        }
        List<ViewRegion> regions = new ArrayList<>();
        for (int c = 0; c < chromosomes.size(); c++) {
            long size = chromosomes.get(c).sizeBp();
            long start = chance(0.3) ? random.nextLong(size) : 0;
            int most = 1 + random.nextInt(4);
            for (int i = 0; i < most && start < size; i++) {
                long end =
                        i == most - 1 && chance(0.7)
                                ? size
                                : start + 1 + random.nextLong(size - start);
                regions.add(new ViewRegion("arm" + c + "." + i, c, start, end));
                start = end + (chance(0.3) ? random.nextLong(binSizeBp) : 0);
            }
        }
        if (chance(0.5)) {
            Collections.shuffle(regions, new Random(random.nextLong()));
        }
        return View.of(chromsizes, regions);
    }

    List<Region> regions(int count) {
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean again = i > 0 && chance(0.15);
            regions.add(again ? regions.get(random.nextInt(i)) : region(i + 1));
        }
        return regions;
    }

    List<RegionPair> pairs(int count) {
        List<RegionPair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Region first = region(i + 1);
            Region second = chance(0.15) ? region(i + 1) : near(first);
            boolean again = i > 0 && chance(0.15);
            pairs.add(again ? pairs.get(random.nextInt(i)) : new RegionPair(first, second));
        }
        return pairs;
    }

    private Region region(long line) {
        Chromosome on = chromosomes.get(random.nextInt(chromosomes.size()));
        long start = random.nextLong(on.sizeBp());
        long width = chance(0.2) ? 0 : random.nextLong(3L * binSizeBp);
        String name = chance(0.04) ? pick("chrUn", "scaffold_7") : on.name();
        return new Region(name, start, start + width, pick(Strand.values()), line);
    }

    private Region near(Region region) {
        long start =
                Math.max(0, region.startBp() + random.nextLong(-4L * binSizeBp, 12L * binSizeBp));
        long width = random.nextLong(2L * binSizeBp);
        return new Region(
                region.chrom(), start, start + width, pick(Strand.values()), region.line());
    }

    /** Options over which every combination that goes together is drawn sooner or later. */
    PileupOptions.Builder options(View view) {
        ValueType type = pick(ValueType.values());
        PileupOptions.Builder options =
                PileupOptions.flank((long) random.nextInt(7) * binSizeBp)
                        .view(view)
                        .valueType(type)
                        .reduction(
                                type.isOverExpected()
                                        ? pick(Reduction.values())
                                        : pick(Reduction.MEAN, Reduction.MEDIAN))
                        .smoothExpected(type.isOverExpected() && chance(0.25))
                        .edges(pick(Edges.values()))
                        .flip(chance(0.5))
                        .bothTriangles(chance(0.5))
                        .scoreSize(pick(1, 3, 5))
                        .threads(1 + random.nextInt(4));
        if (chance(0.3)) {
            options.controls(1 + random.nextInt(4), random.nextLong());
        }
        if (chance(0.8)) {
            options.ignoreDiags(random.nextInt(5));
        }
        return options;
    }

    /** What the page says of options that do not name the ignored diagonals. */
    int ignoreDiags(PileupOptions options) {
        Optional<Integer> ofWeights =
                options.valueType().isBalanced() && storedIgnoreDiags.isPresent()
                        ? Optional.of(storedIgnoreDiags.getAsInt())
                        : Optional.empty();
        return options.ignoreDiags().orElse(ofWeights.orElse(2));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    @Override
    public String toString() {
        return "case with seed " + seed;
    }
}
