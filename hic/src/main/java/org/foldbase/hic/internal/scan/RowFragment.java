package org.foldbase.hic.internal.scan;

import java.util.Arrays;

/** The pixels of one row that lie in one piece of the file, where a cut runs through the row. */
record RowFragment(int bin1, int[] bin2, double[] count) {
    static final RowFragment NONE = new RowFragment(-1, new int[0], new double[0]);

    static RowFragment of(int bin1, int[] bin2, double[] count, int from, int to) {
        return new RowFragment(
                bin1, Arrays.copyOfRange(bin2, from, to), Arrays.copyOfRange(count, from, to));
    }

    boolean isEmpty() {
        return bin1 < 0;
    }

    RowFragment followedBy(RowFragment later) {
        if (isEmpty()) {
            return later;
        }
        int[] bins = Arrays.copyOf(bin2, bin2.length + later.bin2.length);
        System.arraycopy(later.bin2, 0, bins, bin2.length, later.bin2.length);
        double[] counts = Arrays.copyOf(count, bins.length);
        System.arraycopy(later.count, 0, counts, count.length, later.count.length);
        return new RowFragment(bin1, bins, counts);
    }
}
