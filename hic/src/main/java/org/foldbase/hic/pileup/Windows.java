package org.foldbase.hic.pileup;

import java.util.List;

/**
 * Windows of a map, sorted by view region and first row. A window has {@code side} rows and
 * columns; those outside its view region have no value. Equal windows may be one with a
 * multiplicity.
 */
final class Windows {
    /**
     * Windows of different kinds are summed apart: bit 0 for a control, bit 1 for a flipped one.
     */
    static final int KINDS = 4;

    static final int CONTROL = 1;
    static final int FLIPPED = 2;

    /**
     * @param region number of the view region along the genome
     * @param firstRow bin of the first row, which may lie before the region
     * @param firstColumn bin of the first column, likewise
     */
    record Window(int region, int firstRow, int firstColumn, int kind)
            implements Comparable<Window> {
        /** This window reflected in the diagonal of the map. */
        @SuppressWarnings("ArgumentSelectionDefectChecker") // rows and columns change places
        Window turned() {
            return new Window(region, firstColumn, firstRow, kind);
        }

        @Override
        public int compareTo(Window other) {
            int order = Integer.compare(region, other.region);
            order = order != 0 ? order : Integer.compare(firstRow, other.firstRow);
            order = order != 0 ? order : Integer.compare(firstColumn, other.firstColumn);
            return order != 0 ? order : Integer.compare(kind, other.kind);
        }
    }

    private final int side;
    private final int[] regionStart;
    private final int[] firstRow;
    private final int[] firstColumn;
    private final byte[] kind;
    private final int[] multiplicity;

    /**
     * @param merge whether equal windows become one
     */
    Windows(int side, int regionCount, List<Window> windows, boolean merge) {
        this.side = side;
        List<Window> sorted = windows.stream().sorted().toList();
        int distinct = 0;
        for (int i = 0; i < sorted.size(); i++) {
            if (!merge || i == 0 || !sorted.get(i).equals(sorted.get(i - 1))) {
                distinct++;
            }
        }
        regionStart = new int[regionCount + 1];
        firstRow = new int[distinct];
        firstColumn = new int[distinct];
        kind = new byte[distinct];
        multiplicity = new int[distinct];
        int at = -1;
        for (int i = 0; i < sorted.size(); i++) {
            Window window = sorted.get(i);
            if (!merge || i == 0 || !window.equals(sorted.get(i - 1))) {
                at++;
                firstRow[at] = window.firstRow();
                firstColumn[at] = window.firstColumn();
                kind[at] = (byte) window.kind();
                regionStart[window.region() + 1]++;
            }
            multiplicity[at]++;
        }
        for (int region = 0; region < regionCount; region++) {
            regionStart[region + 1] += regionStart[region];
        }
    }

    /** Rows, and columns, of every window. */
    int side() {
        return side;
    }

    int count() {
        return firstRow.length;
    }

    /** The first window of a region; of the number of regions: the number of windows. */
    int startOf(int region) {
        return regionStart[region];
    }

    int regionCount() {
        return regionStart.length - 1;
    }

    boolean isEmpty(int region) {
        return regionStart[region] == regionStart[region + 1];
    }

    /** The first window of a region whose first row is at or after the given one. */
    int firstFrom(int region, int row) {
        int low = regionStart[region];
        int high = regionStart[region + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firstRow[middle] < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int firstRow(int window) {
        return firstRow[window];
    }

    int firstColumn(int window) {
        return firstColumn[window];
    }

    int kind(int window) {
        return kind[window];
    }

    /** Distances, in bins, that cells of windows have: from 0 to one less, either way. */
    int distances() {
        int most = side;
        for (int window = 0; window < firstRow.length; window++) {
            most = Math.max(most, Math.abs(firstColumn[window] - firstRow[window]) + side);
        }
        return most;
    }

    /** How many regions of the input this window stands for. */
    int multiplicity(int window) {
        return multiplicity[window];
    }
}
