package org.foldbase.hic.pileup;

import org.foldbase.hic.genome.BinRange;

/**
 * Counts, without looking at a pixel, the windows of a view region in which each cell has a value:
 * those where neither bin is masked and the distance has one.
 */
final class WindowCells {
    private final Windows windows;
    private final BinRange bins;
    private final int[] unmasked;
    private final DistanceRule rule;
    private final int side;

    WindowCells(Windows windows, BinRange bins, int[] unmasked, DistanceRule rule) {
        this.windows = windows;
        this.bins = bins;
        this.unmasked = unmasked;
        this.rule = rule;
        this.side = windows.side();
    }

    /** Whether any cell of a window has a value. */
    boolean anyValue(int window) {
        int[] flags = rule.flags();
        int firstRow = windows.firstRow(window);
        int rowsEnd = Math.min(firstRow + side, bins.end());
        int columnsFrom = Math.max(windows.firstColumn(window), bins.first());
        int columnsEnd = Math.min(windows.firstColumn(window) + side, bins.end());
        for (int row = Math.max(firstRow, bins.first()); row < rowsEnd; row++) {
            if (unmasked[row] == 0) {
                continue;
            }
            for (int column = columnsFrom; column < columnsEnd; column++) {
                if ((unmasked[column] & flags[rule.zero() + column - row]) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds a window's multiplicity to every cell in which it has a value. */
    void count(int window, int[] counts) {
        int[] flags = rule.flags();
        int times = windows.multiplicity(window);
        int column = windows.firstColumn(window);
        int from = Math.max(0, bins.first() - column);
        int to = Math.min(side, bins.end() - column);
        for (int a = firstRowInside(window); a < lastRowInside(window); a++) {
            int row = windows.firstRow(window) + a;
            if (unmasked[row] == 0) {
                continue;
            }
            int cell = a * side;
            int distance = rule.zero() + column - row;
            for (int b = from; b < to; b++) {
                counts[cell + b] += times * (unmasked[column + b] & flags[distance + b]);
            }
        }
    }

    /** Adds what is expected, times a window's multiplicity, to every cell that has a value. */
    void sumExpected(int window, double[] sums) {
        double[] expected = rule.expectedValues();
        int times = windows.multiplicity(window);
        int column = windows.firstColumn(window);
        int from = Math.max(0, bins.first() - column);
        int to = Math.min(side, bins.end() - column);
        for (int a = firstRowInside(window); a < lastRowInside(window); a++) {
            int row = windows.firstRow(window) + a;
            if (unmasked[row] == 0) {
                continue;
            }
            int cell = a * side;
            int distance = rule.zero() + column - row;
            for (int b = from; b < to; b++) {
                sums[cell + b] += times * unmasked[column + b] * expected[distance + b];
            }
        }
    }

    private int firstRowInside(int window) {
        return Math.max(0, bins.first() - windows.firstRow(window));
    }

    private int lastRowInside(int window) {
        return Math.min(side, bins.end() - windows.firstRow(window));
    }
}
