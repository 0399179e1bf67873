package org.foldbase.hic.pileup;

import org.foldbase.hic.genome.BinRange;
import org.foldbase.hic.internal.scan.BinFactors;
import org.foldbase.hic.internal.scan.MapScan;
import org.foldbase.hic.internal.scan.RegionIndex;

/**
 * Finds, for each row, the pixels that lie in windows of a layer: a search and a short run each.
 */
abstract class LayerRows implements MapScan.Sums {
    private final Layer layer;
    private final RegionIndex regions;
    private final BinFactors factors;
    private final DistanceRule[] rules;

    /**
     * @param rules one a region
     */
    LayerRows(Layer layer, PileupInput input, DistanceRule[] rules) {
        this.layer = layer;
        this.regions = input.regions();
        this.factors = input.factors();
        this.rules = rules;
    }

    /**
     * Takes a value.
     *
     * @param cell of the real window, before any flip
     */
    abstract void add(int window, int cell, double value);

    @Override
    public final void row(int bin1, int[] bin2, double[] count, int from, int to) {
        Windows windows = layer.windows();
        int side = windows.side();
        for (int region = regions.firstEndingAfter(bin1);
                regions.beginsBy(region, bin1);
                region++) {
            int end = windows.startOf(region + 1);
            for (int w = windows.firstFrom(region, bin1 - side + 1);
                    w < end && windows.firstRow(w) <= bin1;
                    w++) {
                addPixels(w, region, bin1, bin2, count, from, to);
            }
        }
    }

    private void addPixels(
            int window, int region, int bin1, int[] bin2, double[] count, int from, int to) {
        Windows windows = layer.windows();
        int side = windows.side();
        BinRange bins = regions.bins(region);
        DistanceRule rule = rules[region];
        int row = bin1 - windows.firstRow(window);
        int firstColumn = windows.firstColumn(window);
        int columnsFrom = Math.max(firstColumn, bins.first());
        if (layer.mirrored()) {
            columnsFrom = Math.max(columnsFrom, bin1 + 1);
        }
        int columnsEnd = Math.min(firstColumn + side, bins.end());
        for (int p = firstAtLeast(columnsFrom, bin2, from, to);
                p < to && bin2[p] < columnsEnd;
                p++) {
            int column = bin2[p] - firstColumn;
            int distance = bin2[p] - bin1;
            double value = factors.value(bin1, bin2[p], count[p]);
            if (layer.mirrored()) {
                add(window, column * side + row, value / rule.divisor(-distance));
            } else {
                add(window, row * side + column, value / rule.divisor(distance));
            }
        }
    }

    private static int firstAtLeast(int column, int[] bin2, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bin2[middle] < column) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
