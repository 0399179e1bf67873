package org.foldbase.hic.pileup;

import java.util.Arrays;
import java.util.Optional;
import org.foldbase.hic.internal.scan.BinFactors;
import org.foldbase.hic.internal.scan.DistanceSums;
import org.foldbase.hic.internal.scan.MapScan;
import org.foldbase.hic.internal.scan.RegionIndex;
import org.jspecify.annotations.Nullable;

/**
 * Sums windows that lie on the diagonal, above it, region by region and kind by kind. A row's first
 * diagonals are spread out once; every window that the row runs through then takes its part of them
 * in one vector addition.
 */
final class DiagonalSums implements MapScan.Sums {
    private final Windows windows;
    private final RegionIndex regions;
    private final BinFactors factors;
    private final int ignoreDiags;
    private final Optional<DistanceSums> distances;
    private final int side;
    private final @Nullable CellSums[] sums;
    private final double[] values;
    private final double[] squares;

    /**
     * @param distances gathers sums for the expected in the same pass, where that is wanted
     */
    DiagonalSums(Windows windows, PileupInput input, Optional<DistanceSums> distances) {
        this.windows = windows;
        this.regions = input.regions();
        this.factors = input.factors();
        this.ignoreDiags = input.ignoreDiags();
        this.distances = distances;
        this.side = windows.side();
        this.sums = new @Nullable CellSums[regions.count() * Windows.KINDS];
        this.values = new double[side];
        this.squares = new double[side];
    }

    @Override
    public void row(int bin1, int[] bin2, double[] count, int from, int to) {
        distances.ifPresent(d -> d.row(bin1, bin2, count, from, to));
        int first = from;
        while (first < to && bin2[first] < bin1) {
            first++;
        }
        for (int region = regions.firstEndingAfter(bin1);
                regions.beginsBy(region, bin1);
                region++) {
            int window = windows.firstFrom(region, bin1 - side + 1);
            int end = windows.startOf(region + 1);
            if (window == end || windows.firstRow(window) > bin1) {
                continue;
            }
            spread(bin1, bin2, count, first, to, regions.bins(region).end());
            for (; window < end && windows.firstRow(window) <= bin1; window++) {
                add(region, window, bin1 - windows.firstRow(window));
            }
        }
    }

    private void spread(int bin1, int[] bin2, double[] count, int from, int to, int regionEnd) {
        Arrays.fill(values, 0);
        int limit = (int) Math.min(regionEnd, (long) bin1 + side);
        for (int p = from; p < to && bin2[p] < limit; p++) {
            values[bin2[p] - bin1] = factors.value(bin1, bin2[p], count[p]);
        }
        for (int d = 0; d < side; d++) {
            squares[d] = values[d] * values[d];
        }
    }

    private void add(int region, int window, int row) {
        CellSums into = of(region, windows.kind(window));
        double times = windows.multiplicity(window);
        int diagonal = row * side + row;
        for (int d = ignoreDiags; d < side - row; d++) {
            into.sum[diagonal + d] += times * values[d];
        }
        for (int d = ignoreDiags; d < side - row; d++) {
            into.sumOfSquares[diagonal + d] += times * squares[d];
        }
    }

    private CellSums of(int region, int kind) {
        int index = region * Windows.KINDS + kind;
        CellSums found = sums[index];
        if (found == null) {
            found = new CellSums(side);
            sums[index] = found;
        }
        return found;
    }

    /** Adds the sums of a later piece. */
    void add(DiagonalSums later) {
        for (int index = 0; index < sums.length; index++) {
            CellSums more = later.sums[index];
            CellSums mine = sums[index];
            if (more == null) {
                continue;
            }
            if (mine == null) {
                sums[index] = more;
            } else {
                mine.add(more);
            }
        }
        later.distances.ifPresent(d -> distances.orElseThrow().add(d));
    }

    /** Gives up the sums of a region and kind: empty if no pixel was added to them. */
    Optional<CellSums> take(int region, int kind) {
        int index = region * Windows.KINDS + kind;
        Optional<CellSums> taken = Optional.ofNullable(sums[index]);
        sums[index] = null;
        return taken;
    }

    /** The sums by distance of a region. */
    double[] distanceSums(int region) {
        return distances.orElseThrow().of(region);
    }
}
