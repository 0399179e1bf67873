package org.foldbase.hic.internal.scan;

import java.util.Arrays;

/** The rows of a map that a pass must see: disjoint, rising stretches {@code [first, end)}. */
public final class RowSet {
    private final int[] firsts;
    private final int[] ends;

    private RowSet(int[] firsts, int[] ends) {
        this.firsts = firsts;
        this.ends = ends;
    }

    /**
     * The union of stretches in any order; empty ones count for nothing.
     *
     * @param firsts first row of each stretch
     * @param ends row after the last of each stretch
     */
    public static RowSet union(int[] firsts, int[] ends) {
        Integer[] order = new Integer[firsts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Integer.compare(firsts[a], firsts[b]));
        int[] mergedFirsts = new int[firsts.length];
        int[] mergedEnds = new int[firsts.length];
        int size = 0;
        for (int i : order) {
            if (firsts[i] >= ends[i]) {
                continue;
            }
            if (size > 0 && firsts[i] <= mergedEnds[size - 1]) {
                mergedEnds[size - 1] = Math.max(mergedEnds[size - 1], ends[i]);
            } else {
                mergedFirsts[size] = firsts[i];
                mergedEnds[size] = ends[i];
                size++;
            }
        }
        return new RowSet(Arrays.copyOf(mergedFirsts, size), Arrays.copyOf(mergedEnds, size));
    }

    int count() {
        return firsts.length;
    }

    int first(int stretch) {
        return firsts[stretch];
    }

    int end(int stretch) {
        return ends[stretch];
    }

    /** The first stretch that has pixels at or after the given one. */
    int firstEndingAfter(long pixel, long[] bin1Offsets) {
        int low = 0;
        int high = firsts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bin1Offsets[ends[middle]] <= pixel) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
