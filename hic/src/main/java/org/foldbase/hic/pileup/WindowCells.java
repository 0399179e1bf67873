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
        eachRow(
                window,
                (cell, column, distance, length) -> {
                    for (int i = 0; i < length; i++) {
                        counts[cell + i] += times * (unmasked[column + i] & flags[distance + i]);
                    }
                });
    }

    /** Adds what is expected, times a window's multiplicity, to every cell that has a value. */
    void sumExpected(int window, double[] sums) {
        double[] expected = rule.expectedValues();
        double times = windows.multiplicity(window);
        eachRow(
                window,
                (cell, column, distance, length) -> {
                    for (int i = 0; i < length; i++) {
                        sums[cell + i] += times * unmasked[column + i] * expected[distance + i];
                    }
                });
    }

    /**
     * Consecutive cells of a row: where they begin in a window, in the map's bins and in a rule.
     */
    @FunctionalInterface
    private interface RowOfCells {
        void take(int cell, int column, int distance, int length);
    }

    /** Goes through the unmasked rows of a window, each with its cells that lie in the region. */
    private void eachRow(int window, RowOfCells action) {
        int firstRow = windows.firstRow(window);
        int firstColumn = windows.firstColumn(window);
        int rowsEnd = Math.min(firstRow + side, bins.end());
        int from = Math.max(firstColumn, bins.first());
        int length = Math.min(firstColumn + side, bins.end()) - from;
        for (int row = Math.max(firstRow, bins.first()); row < rowsEnd; row++) {
            if (unmasked[row] != 0) {
                int cell = (row - firstRow) * side + from - firstColumn;
                action.take(cell, from, rule.zero() + from - row, length);
            }
        }
    }
}
