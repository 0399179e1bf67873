package org.foldbase.hic.pileup;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.cooler.StorageMode;
import org.foldbase.hic.expected.RegionExpected;
import org.foldbase.hic.internal.scan.BinFactors;
import org.foldbase.hic.internal.scan.DistanceSums;
import org.foldbase.hic.internal.scan.MapScan;
import org.foldbase.hic.internal.scan.RegionIndex;
import org.foldbase.hic.internal.scan.RowSet;

/**
 * What every way of making a pileup works from.
 *
 * @param bin1Offsets as {@link ContactMap#bin1Offsets()}
 * @param ignoreDiags diagonals below this have no value
 * @param side rows, and columns, of a window
 * @param onDiagonal whether every window has its columns where its rows are
 */
record PileupInput(
        ContactMap map,
        long[] bin1Offsets,
        RegionIndex regions,
        BinFactors factors,
        PileupOptions options,
        int ignoreDiags,
        int side,
        boolean onDiagonal,
        ScanProgress progress) {

    /** Whether cells below the diagonal have values of their own: not in windows that lie on it. */
    boolean lowerTriangleToo() {
        return options.bothTriangles() && !onDiagonal;
    }

    /** Whether cells below the diagonal are found only as their mirror above it. */
    boolean storesUpperOnly() {
        return map.storageMode() == StorageMode.SYMMETRIC_UPPER;
    }

    <S extends MapScan.Sums> void scan(RowSet rows, Supplier<S> newSums, MapScan.Fold<S> fold)
            throws IOException {
        MapScan.run(map, bin1Offsets, rows, options.threads(), newSums, fold, progress);
    }

    /** The curve of a region from the sums of its pixels, smoothed if that is wanted. */
    RegionExpected curve(int region, double[] sums) {
        RegionExpected curve =
                RegionExpected.of(
                        sums,
                        DistanceSums.pairs(regions.bins(region), factors, sums.length),
                        ignoreDiags);
        return options.smoothExpected() ? curve.smoothed() : curve;
    }

    /** The distances at which the expected is needed: to smooth it takes all. */
    int distancesOf(Windows windows) {
        return options.smoothExpected() ? Integer.MAX_VALUE : windows.distances();
    }

    int[] regionsWith(Windows windows) {
        return IntStream.range(0, regions.count())
                .filter(region -> !windows.isEmpty(region))
                .toArray();
    }

    /** The rows that windows touch within their regions. */
    RowSet rowsOf(Windows... layers) {
        int windows = Arrays.stream(layers).mapToInt(Windows::count).sum();
        int[] firsts = new int[windows];
        int[] ends = new int[windows];
        int at = 0;
        for (Windows layer : layers) {
            for (int region = 0; region < layer.regionCount(); region++) {
                for (int w = layer.startOf(region); w < layer.startOf(region + 1); w++) {
                    firsts[at] = Math.max(layer.firstRow(w), regions.bins(region).first());
                    ends[at] =
                            Math.min(layer.firstRow(w) + layer.side(), regions.bins(region).end());
                    at++;
                }
            }
        }
        return RowSet.union(firsts, ends);
    }
}
