package org.foldbase.hic.cooler;

import java.io.IOException;
import java.util.Arrays;

/**
 * Sums sorted pixels in blocks of factor × factor bins and hands the sums on, sorted as well.
 *
 * <p>Holds one row of the coarser map: blocks end with their chromosome, so rows come in order.
 */
final class PixelCoarsener {
    /** Takes the sums. */
    @FunctionalInterface
    interface Sink {
        void pixel(long bin1, long bin2, double count) throws IOException;
    }

    private final int[] coarseBin;
    private final Sink sink;
    private final double[] rowSums;
    private final boolean[] rowHas;
    private int[] rowBins = new int[1024];
    private int rowSize;
    private int row = -1;

    PixelCoarsener(FixedBins fine, FixedBins coarse, Sink sink) {
        this.sink = sink;
        this.rowSums = new double[coarse.count()];
        this.rowHas = new boolean[coarse.count()];
        this.coarseBin = new int[fine.count()];
        int factor = coarse.binSizeBp() / fine.binSizeBp();
        for (int chrom = 0; chrom < fine.chromsizes().count(); chrom++) {
            for (int bin = fine.offset(chrom); bin < fine.offset(chrom + 1); bin++) {
                coarseBin[bin] = coarse.offset(chrom) + (bin - fine.offset(chrom)) / factor;
            }
        }
    }

    void pixel(long bin1, long bin2, double count) throws IOException {
        int bin = coarseBin[(int) bin2];
        if (coarseBin[(int) bin1] != row) {
            flush();
            row = coarseBin[(int) bin1];
        }
        if (!rowHas[bin]) {
            rowHas[bin] = true;
            if (rowSize == rowBins.length) {
                rowBins = Arrays.copyOf(rowBins, 2 * rowSize);
            }
            rowBins[rowSize++] = bin;
        }
        rowSums[bin] += count;
    }

    /** Hands on the row that is being summed. */
    void flush() throws IOException {
        Arrays.sort(rowBins, 0, rowSize);
        for (int i = 0; i < rowSize; i++) {
            int bin = rowBins[i];
            sink.pixel(row, bin, rowSums[bin]);
            rowSums[bin] = 0;
            rowHas[bin] = false;
        }
        rowSize = 0;
    }
}
