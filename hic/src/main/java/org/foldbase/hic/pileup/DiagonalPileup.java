package org.foldbase.hic.pileup;

import java.io.IOException;
import java.util.Optional;
import org.foldbase.hic.internal.scan.DistanceSums;
import org.foldbase.hic.internal.scan.RowSet;

/**
 * Windows on the diagonal in a single pass. A cell of such windows has one distance, so values are
 * summed as they are, region by region, and divided by what the same pass finds to be expected once
 * the region's last row is behind it.
 */
final class DiagonalPileup {
    private final PileupInput input;
    private final Windows windows;
    private final WindowTotals totals;
    private final boolean overExpected;
    private final int distances;
    private final DiagonalSums sums;
    private int regionsFinished;

    private DiagonalPileup(PileupInput input, Windows windows, WindowTotals totals) {
        this.input = input;
        this.windows = windows;
        this.totals = totals;
        this.overExpected = input.options().valueType().isOverExpected();
        this.distances = input.distancesOf(windows);
        this.sums = newSums();
    }

    static void sum(PileupInput input, Windows windows, WindowTotals totals) throws IOException {
        DiagonalPileup pileup = new DiagonalPileup(input, windows, totals);
        RowSet rows =
                pileup.overExpected
                        ? input.regions().rows(input.regionsWith(windows))
                        : input.rowsOf(windows);
        input.scan(rows, pileup::newSums, pileup::fold);
        pileup.finishUntil(input.regions().count());
        totals.mirror();
    }

    private DiagonalSums newSums() {
        return new DiagonalSums(
                windows,
                input,
                overExpected
                        ? Optional.of(new DistanceSums(input.regions(), input.factors(), distances))
                        : Optional.empty());
    }

    private void fold(DiagonalSums piece, int rowsDone) {
        sums.add(piece);
        int done = regionsFinished;
        while (done < input.regions().count() && input.regions().bins(done).end() <= rowsDone) {
            done++;
        }
        finishUntil(done);
    }

    private void finishUntil(int region) {
        for (; regionsFinished < region; regionsFinished++) {
            if (!windows.isEmpty(regionsFinished)) {
                finish(regionsFinished);
            }
        }
    }

    private void finish(int region) {
        boolean divide = input.options().reduction() == Reduction.MEAN;
        DistanceRule rule =
                overExpected
                        ? DistanceRule.over(
                                input.curve(region, sums.distanceSums(region)), false, divide)
                        : DistanceRule.plain(windows.side(), input.ignoreDiags(), false);
        totals.count(windows, region, rule);
        int side = windows.side();
        for (int kind = 0; kind < Windows.KINDS; kind++) {
            Optional<CellSums> taken = sums.take(region, kind);
            if (taken.isEmpty()) {
                continue;
            }
            CellSums cells = taken.get();
            int distances = Math.min(side, input.regions().bins(region).count());
            for (int row = 0; row < side; row++) {
                for (int d = input.ignoreDiags(); d < Math.min(distances, side - row); d++) {
                    int cell = row * side + row + d;
                    cells.sum[cell] /= rule.divisor(d);
                    cells.sumOfSquares[cell] /= rule.divisor(d) * rule.divisor(d);
                }
            }
            totals.add(kind, cells);
        }
    }
}
