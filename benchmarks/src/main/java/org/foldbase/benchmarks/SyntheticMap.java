package org.foldbase.benchmarks;

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
 * A made-up contact map of human proportions: 24 chromosomes, bins of 10 kb, contacts that become
 * rarer as 1 / distance, some between chromosomes, a stretch without contacts in each chromosome
 * and single masked bins. The same divisor gives the same pixels on any machine.
 *
 * <p>The contacts of a row are a Poisson process over distance: their intensity {@code a / d}
 * integrates to {@code a · ln d}, so that the next contact after {@code d} is at {@code d · exp(e /
 * a)} with {@code e} exponentially distributed.
 */
final class SyntheticMap {
    static final int BIN_SIZE_BP = 10_000;

    private static final long SEED = 20_261_122;
    private static final int VERSION = 1;

    /** Sizes of human chromosomes 1 to 22, X and Y, in Mb. */
    private static final int[] SIZES_MB = {
        249, 242, 198, 190, 182, 171, 159, 145, 138, 134, 135, 133, 114, 107, 102, 90, 83, 80, 59,
        64, 47, 51, 156, 57
    };

    /**
     * What h5py chooses for a column that cooler begins with five pixels a bin: 1.5 million pixels,
     * halved until a chunk is within a half of its target of some 30 kB.
     */
    private static final int CHUNK_PIXELS = 6_033;

    private static final double CONTACTS_AT_ONE_BIN = 10;
    private static final double CONTACTS_BETWEEN_CHROMOSOMES = 2e-5;
    private static final int MASKED_ONE_IN = 100;
    private static final int IGNORED_DIAGONALS = 2;

    private final Chromsizes chromsizes;
    private final int[] chromOffsets;
    private final boolean[] empty;
    private final double[] weights;
    private final String name;

    /**
     * A map of a part of the genome.
     *
     * @param divisor 1 for the whole of every chromosome, 20 for a twentieth
     */
    SyntheticMap(int divisor) {
        List<Chromosome> chromosomes = new ArrayList<>(SIZES_MB.length);
        this.chromOffsets = new int[SIZES_MB.length + 1];
        for (int chrom = 0; chrom < SIZES_MB.length; chrom++) {
            long sizeBp = SIZES_MB[chrom] * 1_000_000L / divisor;
            chromosomes.add(new Chromosome("chr" + nameOf(chrom), sizeBp));
            chromOffsets[chrom + 1] =
                    chromOffsets[chrom] + Math.toIntExact(Math.ceilDiv(sizeBp, BIN_SIZE_BP));
        }
        this.chromsizes = Chromsizes.of(chromosomes);
        this.empty = new boolean[binCount()];
        this.weights = new double[binCount()];
        this.name = "synthetic-%d-of-%d-v%d.cool".formatted(1, divisor, VERSION);
        mask();
    }

    private static String nameOf(int chrom) {
        return switch (chrom) {
            case 22 -> "X";
            case 23 -> "Y";
            default -> Integer.toString(chrom + 1);
        };
    }

    /** A centromere without contacts in each chromosome, and bins that balancing gave up. */
    private void mask() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int bin = 0; bin < weights.length; bin++) {
            weights[bin] =
                    random.nextInt(MASKED_ONE_IN) == 0 ? Double.NaN : random.nextDouble(0.02, 0.08);
        }
        for (int chrom = 0; chrom < chromsizes.count(); chrom++) {
            int bins = chromOffsets[chrom + 1] - chromOffsets[chrom];
            int from = chromOffsets[chrom] + bins * 2 / 5;
            int to = from + Math.max(1, bins / 40);
            Arrays.fill(empty, from, to, true);
            Arrays.fill(weights, from, to, Double.NaN);
        }
    }

    Chromsizes chromsizes() {
        return chromsizes;
    }

    private int binCount() {
        return chromOffsets[chromOffsets.length - 1];
    }

    /** Takes pixels by row, then column. */
    @FunctionalInterface
    interface PixelSink {
        void pixel(int bin1, int bin2, int count) throws IOException;
    }

    /** Makes every pixel of the map anew. */
    void forEachPixel(PixelSink sink) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        for (int chrom = 0; chrom < chromsizes.count(); chrom++) {
            for (int row = chromOffsets[chrom]; row < chromOffsets[chrom + 1]; row++) {
                if (!empty[row]) {
                    sink.pixel(row, row, 5 + random.nextInt(30));
                    within(row, chromOffsets[chrom + 1], random, sink);
                    between(row, chromOffsets[chrom + 1], random, sink);
                }
            }
        }
    }

    private void within(int row, int end, SplittableRandom random, PixelSink sink)
            throws IOException {
        double at = 0.5;
        int column = row;
        int count = 0;
        while (true) {
            at *= StrictMath.exp(exponential(random) / CONTACTS_AT_ONE_BIN);
            if (at >= end - row) {
                break;
            }
            int next = row + Math.max(1, (int) (at + 0.5));
            if (next != column) {
                emit(row, column, count, end, sink);
                column = next;
                count = 0;
            }
            count++;
        }
        emit(row, column, count, end, sink);
    }

    private void between(int row, int first, SplittableRandom random, PixelSink sink)
            throws IOException {
        double at = first - 1;
        while (true) {
            at += 1 + exponential(random) / CONTACTS_BETWEEN_CHROMOSOMES;
            if (at >= binCount()) {
                return;
            }
            emit(row, (int) at, 1, binCount(), sink);
        }
    }

    private void emit(int row, int column, int count, int end, PixelSink sink) throws IOException {
        if (count > 0 && column < end && !empty[column]) {
            sink.pixel(row, column, count);
        }
    }

    private static double exponential(SplittableRandom random) {
        return -StrictMath.log(1 - random.nextDouble());
    }

    /** The map as a file in a folder, where it is written if it is not there yet. */
    Path in(Path folder) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempDirectory(folder, "unfinished").resolve(name);
            write(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(unfinished.getParent());
        }
        return file;
    }

    private void write(Path file) throws IOException {
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            WriteOptions options = WriteOptions.defaults().withChunkPixels(CHUNK_PIXELS);
            MapWriter map = writer.single(chromsizes, BIN_SIZE_BP, options);
            forEachPixel(map::pixel);
            map.weights("weight", weights, Map.of("ignore_diags", (long) IGNORED_DIAGONALS));
            map.finish();
        }
    }
}
