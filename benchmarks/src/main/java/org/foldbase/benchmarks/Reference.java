package org.foldbase.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionPair;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.PixelReader;
import org.foldbase.hic.cooler.Weights;

/**
 * Simple computations of what the library computes: one thread, the whole map in memory, every
 * window by itself and every pair of bins counted one by one. Shares nothing with the library but
 * the reader of the file.
 */
final class Reference {
    private final ContactMap map;
    private final int binSizeBp;
    private final int[] rowStart;
    private final int[] bin2;
    private final float[] count;

    private Reference(ContactMap map, int[] rowStart, int[] bin2, float[] count) {
        this.map = map;
        this.binSizeBp = Math.toIntExact(map.binSizeBp().orElseThrow());
        this.rowStart = rowStart;
        this.bin2 = bin2;
        this.count = count;
    }

    /** Reads a map whose counts are small whole numbers. */
    static Reference of(ContactMap map) throws IOException {
        int pixels = Math.toIntExact(map.pixelCount());
        int[] rowStart = Arrays.stream(map.bin1Offsets()).mapToInt(Math::toIntExact).toArray();
        int[] bin2 = new int[pixels];
        float[] count = new float[pixels];
        int[] columns = new int[1 << 16];
        double[] counts = new double[columns.length];
        try (PixelReader reader = map.pixelReader()) {
            for (int from = 0; from < pixels; from += columns.length) {
                int length = Math.min(columns.length, pixels - from);
                reader.read(from, length, columns, counts);
                for (int i = 0; i < length; i++) {
                    bin2[from + i] = columns[i];
                    count[from + i] = (float) counts[i];
                }
            }
        }
        return new Reference(map, rowStart, bin2, count);
    }

    /** The sum and the number of pairs behind an expected value. */
    record Curve(double[] sums, long[] pairs) {
        double at(int distance) {
            return sums[distance] / pairs[distance];
        }
    }

    /**
     * Expected of each chromosome.
     *
     * @param most distances to look at, in bins
     */
    Curve[] expected(Optional<Weights> weights, int most) {
        double[] factors = factors(weights);
        Curve[] curves = new Curve[map.chromsizes().count()];
        for (int chrom = 0; chrom < curves.length; chrom++) {
            int first = map.chromOffset(chrom);
            int end = map.chromOffset(chrom + 1);
            int distances = Math.min(most, end - first);
            double[] sums = new double[distances];
            long[] pairs = new long[distances];
            for (int row = first; row < end; row++) {
                for (int p = rowStart[row]; p < rowStart[row + 1]; p++) {
                    double value = count[p] * factors[row] * factors[bin2[p]];
                    if (bin2[p] < end && bin2[p] - row < distances && !Double.isNaN(value)) {
                        sums[bin2[p] - row] += value;
                    }
                }
            }
            byte[] valid = new byte[end - first];
            for (int bin = first; bin < end; bin++) {
                valid[bin - first] = (byte) (Double.isNaN(factors[bin]) ? 0 : 1);
            }
            for (int d = 0; d < distances; d++) {
                int valids = 0;
                for (int i = 0; i < valid.length - d; i++) {
                    valids += valid[i] & valid[i + d];
                }
                pairs[d] = valids;
            }
            curves[chrom] = new Curve(sums, pairs);
        }
        return curves;
    }

    private double[] factors(Optional<Weights> weights) {
        if (weights.isPresent()) {
            return weights.get().factors();
        }
        double[] ones = new double[map.binCount()];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * An average window.
     *
     * @param kept windows that have a value
     * @param rows the rows of all windows
     */
    record Average(double[] means, long[] finiteCounts, long kept, BitSet rows) {}

    Average onDiagonal(
            List<Region> regions, int flankBins, boolean overExpected, Optional<Weights> weights) {
        Averaging averaging = new Averaging(flankBins, overExpected, weights, true);
        for (Region region : regions) {
            averaging.add(region, region);
        }
        return averaging.average();
    }

    Average offDiagonal(
            List<RegionPair> pairs,
            int flankBins,
            boolean overExpected,
            Optional<Weights> weights) {
        Averaging averaging = new Averaging(flankBins, overExpected, weights, false);
        for (RegionPair pair : pairs) {
            averaging.add(pair.first(), pair.second());
        }
        return averaging.average();
    }

    private final class Averaging {
        private static final int FARTHEST_BINS = 1000;

        private final int flankBins;
        private final int side;
        private final boolean mirrored;
        private final double[] factors;
        private final Optional<Curve[]> curves;
        private final double[] sums;
        private final long[] finite;
        private final double[] window;
        private final BitSet rows = new BitSet();
        private long kept;

        Averaging(
                int flankBins, boolean overExpected, Optional<Weights> weights, boolean mirrored) {
            this.flankBins = flankBins;
            this.side = 2 * flankBins + 1;
            this.mirrored = mirrored;
            this.factors = factors(weights);
            this.curves =
                    overExpected ? Optional.of(expected(weights, FARTHEST_BINS)) : Optional.empty();
            this.sums = new double[side * side];
            this.finite = new long[side * side];
            this.window = new double[side * side];
        }

        void add(Region first, Region second) {
            int chrom = map.chromsizes().resolve(first.chrom()).orElseThrow();
            long sizeBp = map.chromsizes().get(chrom).sizeBp();
            int row = firstBin(first, chrom);
            int column = firstBin(second, chrom);
            boolean onChromosome = first.startBp() < sizeBp && second.startBp() < sizeBp;
            if (onChromosome && fits(row, chrom) && fits(column, chrom)) {
                cut(row, column, chrom);
                addWindow();
                rows.set(row, row + side);
            }
        }

        private int firstBin(Region region, int chrom) {
            return map.chromOffset(chrom)
                    + Math.toIntExact(region.centreBp() / binSizeBp)
                    - flankBins;
        }

        private boolean fits(int firstBin, int chrom) {
            return firstBin >= map.chromOffset(chrom)
                    && firstBin + side <= map.chromOffset(chrom + 1);
        }

        private void cut(int firstRow, int firstColumn, int chrom) {
            int ignored = 2;
            for (int i = 0; i < side; i++) {
                int row = firstRow + i;
                int p = Arrays.binarySearch(bin2, rowStart[row], rowStart[row + 1], firstColumn);
                p = p < 0 ? -p - 1 : p;
                for (int j = 0; j < side; j++) {
                    int column = firstColumn + j;
                    double contacts = 0;
                    if (p < rowStart[row + 1] && bin2[p] == column) {
                        contacts = count[p++];
                    }
                    double value = contacts * factors[row] * factors[column];
                    int distance = column - row;
                    if (distance < ignored) {
                        value = Double.NaN;
                    } else if (curves.isPresent()) {
                        value /= curves.get()[chrom].at(distance);
                    }
                    window[i * side + j] = Double.isFinite(value) ? value : Double.NaN;
                }
            }
            if (mirrored) {
                for (int i = 0; i < side; i++) {
                    for (int j = 0; j < i; j++) {
                        window[i * side + j] = window[j * side + i];
                    }
                }
            }
        }

        private void addWindow() {
            boolean any = false;
            for (int cell = 0; cell < window.length; cell++) {
                if (!Double.isNaN(window[cell])) {
                    sums[cell] += window[cell];
                    finite[cell]++;
                    any = true;
                }
            }
            kept += any ? 1 : 0;
        }

        Average average() {
            double[] means = new double[sums.length];
            for (int cell = 0; cell < means.length; cell++) {
                means[cell] = finite[cell] == 0 ? Double.NaN : sums[cell] / finite[cell];
            }
            return new Average(means, finite, kept, rows);
        }
    }
}
