package org.foldbase.hic.pileup;

import org.foldbase.hic.internal.scan.BinFactors;
import org.foldbase.hic.internal.scan.RegionIndex;

/** The totals of observed and of control windows, and of windows that have no value at all. */
final class WindowTotals {
    private final RegionIndex regions;
    private final BinFactors factors;
    private final boolean sumExpected;
    private final RegionCounts.Tally tally;
    private final Totals observed;
    private final Totals controls;

    WindowTotals(PileupInput input, RegionCounts.Tally tally) {
        this.regions = input.regions();
        this.factors = input.factors();
        this.sumExpected = input.options().reduction() == Reduction.SUM_RATIO;
        this.tally = tally;
        this.observed = new Totals(input.side());
        this.controls = new Totals(input.side());
    }

    Totals observed() {
        return observed;
    }

    Totals controls() {
        return controls;
    }

    /** Adds the sums of one kind of window. */
    void add(int kind, CellSums cells) {
        Totals totals = of(kind);
        boolean flipped = (kind & Windows.FLIPPED) != 0;
        for (int cell = 0; cell < cells.sum.length; cell++) {
            totals.add(flipped, cell, cells.sum[cell], cells.sumOfSquares[cell], 0, 0);
        }
    }

    /**
     * Counts the finite cells of a region's windows, what is expected in them if that is wanted,
     * and the windows that have none.
     */
    void count(Windows windows, int region, DistanceRule rule) {
        int cells = windows.side() * windows.side();
        WindowCells window =
                new WindowCells(windows, regions.bins(region), factors.unmasked(), rule);
        for (int kind = 0; kind < Windows.KINDS; kind++) {
            int[] counts = new int[cells];
            double[] expected = new double[cells];
            boolean any = false;
            for (int w = windows.startOf(region); w < windows.startOf(region + 1); w++) {
                if (windows.kind(w) != kind) {
                    continue;
                }
                any = true;
                window.count(w, counts);
                if (sumExpected) {
                    window.sumExpected(w, expected);
                }
                if (!window.anyValue(w)) {
                    tallyMasked(kind, windows.multiplicity(w));
                }
            }
            if (any) {
                boolean flipped = (kind & Windows.FLIPPED) != 0;
                for (int cell = 0; cell < cells; cell++) {
                    of(kind).add(flipped, cell, 0, 0, expected[cell], counts[cell]);
                }
            }
        }
    }

    private void tallyMasked(int kind, int multiplicity) {
        if ((kind & Windows.CONTROL) != 0) {
            tally.controlsMasked(multiplicity);
        } else {
            tally.drop(DropReason.MASKED_ENTIRELY, multiplicity);
        }
    }

    void mirror() {
        observed.mirror();
        controls.mirror();
    }

    private Totals of(int kind) {
        return (kind & Windows.CONTROL) != 0 ? controls : observed;
    }
}
