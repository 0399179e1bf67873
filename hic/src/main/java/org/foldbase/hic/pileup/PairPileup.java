package org.foldbase.hic.pileup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.foldbase.hic.internal.scan.DistanceSums;
import org.foldbase.hic.internal.scan.MapScan;
import org.jspecify.annotations.Nullable;

/**
 * Windows anywhere, between pairs of regions. Their distances differ from window to window, so what
 * is expected must be known first: a pass for that, then one for the windows.
 */
final class PairPileup {
    private PairPileup() {}

    static void sum(PileupInput input, List<Windows.Window> placed, WindowTotals totals)
            throws IOException {
        List<Layer> layers = Layer.of(input, placed, true);
        Windows windows = layers.getFirst().windows();
        DistanceRule[] rules = rules(input, windows, input.options().reduction() == Reduction.MEAN);
        for (int region : input.regionsWith(windows)) {
            totals.count(windows, region, rules[region]);
        }
        LayerSums sums = new LayerSums(layers, input, rules);
        input.scan(
                input.rowsOf(layers.stream().map(Layer::windows).toArray(Windows[]::new)),
                () -> new LayerSums(layers, input, rules),
                (piece, rowsDone) -> sums.add(piece));
        for (int kind = 0; kind < Windows.KINDS; kind++) {
            CellSums cells = sums.cells[kind];
            if (cells != null) {
                totals.add(kind, cells);
            }
        }
    }

    /** The rule of each region that has windows, by region; others have an empty one. */
    static DistanceRule[] rules(PileupInput input, Windows windows, boolean divide)
            throws IOException {
        int[] used = input.regionsWith(windows);
        boolean both = input.lowerTriangleToo();
        DistanceRule[] rules = new DistanceRule[input.regions().count()];
        if (input.options().valueType().isOverExpected()) {
            int distances = input.distancesOf(windows);
            DistanceSums sums = newDistanceSums(input, distances);
            input.scan(
                    input.regions().rows(used),
                    () -> newDistanceSums(input, distances),
                    (piece, rowsDone) -> sums.add(piece));
            for (int region : used) {
                rules[region] =
                        DistanceRule.over(input.curve(region, sums.of(region)), both, divide);
            }
        } else {
            int most = 1;
            for (int region : used) {
                most = Math.max(most, input.regions().bins(region).count());
            }
            DistanceRule plain = DistanceRule.plain(most, input.ignoreDiags(), both);
            Arrays.fill(rules, plain);
        }
        return rules;
    }

    private static DistanceSums newDistanceSums(PileupInput input, int distances) {
        return new DistanceSums(input.regions(), input.factors(), distances);
    }

    /** Sums by kind, over the windows of all layers. */
    private static final class LayerSums implements MapScan.Sums {
        private final int side;
        private final @Nullable CellSums[] cells = new @Nullable CellSums[Windows.KINDS];
        private final List<LayerRows> rows = new ArrayList<>(2);

        LayerSums(List<Layer> layers, PileupInput input, DistanceRule[] rules) {
            this.side = layers.getFirst().windows().side();
            for (Layer layer : layers) {
                Windows windows = layer.windows();
                rows.add(
                        new LayerRows(layer, input, rules) {
                            @Override
                            void add(int window, int cell, double value) {
                                CellSums into = of(windows.kind(window));
                                int times = windows.multiplicity(window);
                                into.sum[cell] += times * value;
                                into.sumOfSquares[cell] += times * (value * value);
                            }
                        });
            }
        }

        @Override
        public void row(int bin1, int[] bin2, double[] count, int from, int to) {
            for (LayerRows layer : rows) {
                layer.row(bin1, bin2, count, from, to);
            }
        }

        private CellSums of(int kind) {
            CellSums found = cells[kind];
            if (found == null) {
                found = new CellSums(side);
                cells[kind] = found;
            }
            return found;
        }

        void add(LayerSums later) {
            for (int kind = 0; kind < cells.length; kind++) {
                CellSums more = later.cells[kind];
                if (more != null) {
                    of(kind).add(more);
                }
            }
        }
    }
}
