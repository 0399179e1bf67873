package org.foldbase.hic.internal.scan;

import java.io.IOException;
import java.util.Arrays;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerException;
import org.foldbase.hic.cooler.StorageMode;

/**
 * Hands a row on only if its pixels are as the format demands: columns within the map, counts
 * finite. Rows out of order or with repeated pixels, seen in public files, are put in order and
 * repeated pixels summed.
 */
final class RowCheck {
    private static final long EXPONENT = 0x7ff0_0000_0000_0000L;
    private static final long LEAST_EXPONENT = 0x0010_0000_0000_0000L;

    private final ContactMap map;
    private final boolean upper;
    private final int binCount;

    RowCheck(ContactMap map) {
        this.map = map;
        this.upper = map.storageMode() == StorageMode.SYMMETRIC_UPPER;
        this.binCount = map.binCount();
    }

    void pass(int bin1, int[] bin2, double[] count, int from, int to, MapScan.Sums sums)
            throws IOException {
        boolean rising = true;
        long exponents = 0;
        for (int i = from + 1; i < to; i++) {
            rising &= bin2[i - 1] < bin2[i];
        }
        for (int i = from; i < to; i++) {
            // The largest exponent, that of what is not finite, carries over into the sign.
            exponents |= (Double.doubleToRawLongBits(count[i]) & EXPONENT) + LEAST_EXPONENT;
        }
        if (exponents < 0) {
            throw badCount(bin1, bin2, count, from, to);
        }
        if (rising) {
            requireInside(bin1, bin2[from], bin2[to - 1]);
            sums.row(bin1, bin2, count, from, to);
        } else {
            passInOrder(bin1, bin2, count, from, to, sums);
        }
    }

    private void passInOrder(
            int bin1, int[] bin2, double[] count, int from, int to, MapScan.Sums sums)
            throws IOException {
        Integer[] order = new Integer[to - from];
        Arrays.setAll(order, i -> from + i);
        Arrays.sort(order, (a, b) -> Integer.compare(bin2[a], bin2[b]));
        int[] bins = new int[order.length];
        double[] counts = new double[order.length];
        int size = 0;
        for (int i : order) {
            if (size > 0 && bins[size - 1] == bin2[i]) {
                counts[size - 1] += count[i];
            } else {
                bins[size] = bin2[i];
                counts[size++] = count[i];
            }
        }
        requireInside(bin1, bins[0], bins[size - 1]);
        sums.row(bin1, bins, counts, 0, size);
    }

    private void requireInside(int bin1, int first, int last) throws IOException {
        if (first < 0 || last >= binCount) {
            throw new CoolerException(
                    "%s: row %d has a pixel in column %d of %d bins"
                            .formatted(map.uri(), bin1, first < 0 ? first : last, binCount));
        }
        if (upper && first < bin1) {
            throw new CoolerException(
                    "%s: row %d has a pixel in column %d, below the diagonal of a symmetric-upper map"
                            .formatted(map.uri(), bin1, first));
        }
    }

    private CoolerException badCount(int bin1, int[] bin2, double[] count, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Double.isFinite(count[i])) {
                return new CoolerException(
                        "%s: the pixel in row %d, column %d has the count %s"
                                .formatted(map.uri(), bin1, bin2[i], count[i]));
            }
        }
        throw new IllegalStateException("a row of finite counts was taken for a bad one");
    }
}
