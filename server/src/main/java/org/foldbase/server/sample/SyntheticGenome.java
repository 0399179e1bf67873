package org.foldbase.server.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.foldbase.hic.cooler.CoolerWriter;
import org.foldbase.hic.cooler.MapWriter;
import org.foldbase.hic.cooler.WriteOptions;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;

/**
 * A small genome that folds as textbooks say: contacts fall with distance as a power law, domains
 * of a few hundred kilobases hold together, and loops join many of their boundaries. Counts are
 * drawn from Poisson distributions, each bin with a bias of its own that the balancing weights take
 * away; a few bins have no counts at all and are masked. The same seed gives the same genome.
 */
public final class SyntheticGenome {
    private static final int BIN_SIZE_BP = 10_000;
    private static final List<Integer> COARSER = List.of(2, 5, 10);
    private static final Chromsizes WHOLE =
            Chromsizes.of(
                    List.of(
                            new Chromosome("chr1", 15_000_000),
                            new Chromosome("chr2", 10_000_000),
                            new Chromosome("chr3", 8_000_000)));
    private static final Chromsizes SMALL =
            Chromsizes.of(
                    List.of(new Chromosome("chr1", 5_000_000), new Chromosome("chr2", 3_000_000)));

    private static final double CONTACTS_OF_NEIGHBOURS = 240;
    private static final double DECAY_EXPONENT = -0.9;
    private static final double CONTACTS_BETWEEN_CHROMOSOMES = 0.01;
    private static final double WITHIN_DOMAIN = 1.7;
    private static final double LOOP_GAIN = 3.5;
    private static final double LOOP_SIGMA_BINS = 1.3;
    private static final int LOOP_REACH_BINS = 5;
    private static final int LEAST_DOMAIN_BINS = 25;
    private static final int MOST_DOMAIN_BINS = 70;
    private static final double MASKED = 0.02;

    private final Chromsizes chromsizes;
    private final SplittableRandom random;
    private final int[] firstBin;
    private final double[] bias;
    private final int[] domain;
    private final List<Integer> boundaries = new ArrayList<>();
    private final List<Loop> loops = new ArrayList<>();

    private record Loop(int first, int second) {}

    /**
     * The files of a genome.
     *
     * @param map an .mcool with bins of 10, 20, 50 and 100 kb
     * @param boundaries the domain boundaries, BED
     * @param loops the pairs of boundaries that loops join, BEDPE
     */
    public record GenomeFiles(Path map, Path boundaries, Path loops) {}

    private SyntheticGenome(Chromsizes chromsizes, long seed) {
        this.chromsizes = chromsizes;
        random = new SplittableRandom(seed);
        firstBin = new int[chromsizes.count() + 1];
        for (int chrom = 0; chrom < chromsizes.count(); chrom++) {
            firstBin[chrom + 1] =
                    firstBin[chrom] + Math.toIntExact(chromsizes.get(chrom).sizeBp() / BIN_SIZE_BP);
        }
        int bins = firstBin[chromsizes.count()];
        bias = new double[bins];
        Arrays.setAll(
                bias, bin -> random.nextDouble() < MASKED ? 0 : 0.6 + 0.8 * random.nextDouble());
        domain = new int[bins];
        for (int chrom = 0; chrom < chromsizes.count(); chrom++) {
            layOutDomains(firstBin[chrom], firstBin[chrom + 1]);
        }
    }

    private void layOutDomains(int first, int end) {
        List<Integer> inside = new ArrayList<>();
        int start = first;
        int stop = start + random.nextInt(LEAST_DOMAIN_BINS, MOST_DOMAIN_BINS);
        while (stop + LEAST_DOMAIN_BINS <= end) {
            Arrays.fill(domain, start, stop, boundaries.size() + inside.size());
            inside.add(stop);
            start = stop;
            stop = start + random.nextInt(LEAST_DOMAIN_BINS, MOST_DOMAIN_BINS);
        }
        Arrays.fill(domain, start, end, boundaries.size() + inside.size());
        for (int i = 0; i < inside.size(); i++) {
            if (i + 1 < inside.size() && random.nextDouble() < 0.8) {
                loops.add(new Loop(inside.get(i), inside.get(i + 1)));
            }
            if (i + 2 < inside.size() && random.nextDouble() < 0.4) {
                loops.add(new Loop(inside.get(i), inside.get(i + 2)));
            }
        }
        boundaries.addAll(inside);
    }

    /**
     * Makes a genome and writes its files into a folder, replacing those of the same names.
     *
     * @param seed of all that is random
     */
    public static GenomeFiles write(Path folder, long seed) throws IOException {
        return write(folder, new SyntheticGenome(WHOLE, seed));
    }

    /** The same with a quarter of the genome, which is made in a moment. */
    public static GenomeFiles writeSmall(Path folder, long seed) throws IOException {
        return write(folder, new SyntheticGenome(SMALL, seed));
    }

    private static GenomeFiles write(Path folder, SyntheticGenome genome) throws IOException {
        Files.createDirectories(folder);
        GenomeFiles files =
                new GenomeFiles(
                        folder.resolve("synthetic.mcool"),
                        folder.resolve("boundaries.bed"),
                        folder.resolve("loops.bedpe"));
        Path unfinished = folder.resolve(".synthetic.mcool.unfinished");
        Files.deleteIfExists(unfinished);
        try {
            genome.writeMap(unfinished);
            Files.move(unfinished, files.map(), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        Files.writeString(files.boundaries(), genome.boundariesAsBed());
        Files.writeString(files.loops(), genome.loopsAsBedpe());
        return files;
    }

    private void writeMap(Path file) throws IOException {
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            WriteOptions options = WriteOptions.defaults().withAssembly("synthetic");
            MapWriter map = writer.resolution(chromsizes, BIN_SIZE_BP, options);
            writeWeights(map, 1);
            for (int factor : COARSER) {
                writeWeights(map.coarser(factor), factor);
            }
            for (int chrom = 0; chrom < chromsizes.count(); chrom++) {
                double[] gain = new double[firstBin[chrom + 1] - firstBin[chrom]];
                for (int bin = firstBin[chrom]; bin < firstBin[chrom + 1]; bin++) {
                    writeRow(map, chrom, bin, gain);
                }
            }
            map.finish();
        }
    }

    private void writeRow(MapWriter map, int chrom, int row, double[] gain) throws IOException {
        if (bias[row] == 0) {
            return;
        }
        int end = firstBin[chrom + 1];
        Arrays.fill(gain, 0, end - row, 1);
        for (Loop loop : loops) {
            addLoop(loop, row, end, gain);
        }
        for (int column = row; column < end; column++) {
            int distance = column - row;
            double contacts = CONTACTS_OF_NEIGHBOURS * StrictMath.pow(distance + 1, DECAY_EXPONENT);
            double together = domain[row] == domain[column] ? WITHIN_DOMAIN : 1;
            double mean = contacts * together * gain[distance] * bias[row] * bias[column];
            writePixel(map, row, column, mean);
        }
        for (int column = end; column < bias.length; column++) {
            double mean = CONTACTS_BETWEEN_CHROMOSOMES * bias[row] * bias[column];
            writePixel(map, row, column, mean);
        }
    }

    private static void addLoop(Loop loop, int row, int end, double[] gain) {
        int rows = row - loop.first;
        if (Math.abs(rows) > LOOP_REACH_BINS) {
            return;
        }
        int from = Math.max(row, loop.second - LOOP_REACH_BINS);
        int to = Math.min(end - 1, loop.second + LOOP_REACH_BINS);
        for (int column = from; column <= to; column++) {
            int columns = column - loop.second;
            double squares = (double) rows * rows + (double) columns * columns;
            double bump = StrictMath.exp(-squares / (2 * LOOP_SIGMA_BINS * LOOP_SIGMA_BINS));
            gain[column - row] += LOOP_GAIN * bump;
        }
    }

    private void writePixel(MapWriter map, int row, int column, double mean) throws IOException {
        int count = poisson(mean);
        if (count > 0) {
            map.pixel(row, column, count);
        }
    }

    /** Knuth's method, in parts small enough for {@code exp} not to vanish. */
    private int poisson(double mean) {
        int count = 0;
        for (double left = mean; left > 0; left -= 30) {
            double limit = StrictMath.exp(-Math.min(left, 30));
            double product = random.nextDouble();
            while (product > limit) {
                count++;
                product *= random.nextDouble();
            }
        }
        return count;
    }

    /** A bin's weight is one over its mean bias, so that balanced counts follow the distance. */
    private void writeWeights(MapWriter map, int factor) throws IOException {
        List<Double> weights = new ArrayList<>();
        for (int chrom = 0; chrom < chromsizes.count(); chrom++) {
            for (int bin = firstBin[chrom]; bin < firstBin[chrom + 1]; bin += factor) {
                int end = Math.min(bin + factor, firstBin[chrom + 1]);
                double mean = Arrays.stream(bias, bin, end).average().orElse(0);
                weights.add(mean == 0 ? Double.NaN : 1 / mean);
            }
        }
        double[] column = weights.stream().mapToDouble(Double::doubleValue).toArray();
        map.weights("weight", column, Map.of("ignore_diags", 2L));
    }

    private String boundariesAsBed() {
        StringBuilder bed = new StringBuilder();
        for (int boundary : boundaries) {
            bed.append(range(boundary)).append('\n');
        }
        return bed.toString();
    }

    private String loopsAsBedpe() {
        StringBuilder bedpe = new StringBuilder();
        for (Loop loop : loops) {
            bedpe.append(range(loop.first)).append('\t').append(range(loop.second)).append('\n');
        }
        return bedpe.toString();
    }

    private String range(int bin) {
        int chrom = 0;
        while (bin >= firstBin[chrom + 1]) {
            chrom++;
        }
        long startBp = (long) (bin - firstBin[chrom]) * BIN_SIZE_BP;
        return "%s\t%d\t%d".formatted(chromsizes.get(chrom).name(), startBp, startBp + BIN_SIZE_BP);
    }
}
