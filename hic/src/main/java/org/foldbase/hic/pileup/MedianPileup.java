package org.foldbase.hic.pileup;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.foldbase.hic.internal.scan.MapScan;

/**
 * The exact median of every cell. All values of a cell are held at once, so the cells are taken in
 * blocks that fit into a quarter of the heap, with a pass over the map for each block.
 */
final class MedianPileup {
    private final PileupInput input;
    private final int side;
    private final DistanceRule[] rules;
    private final List<Layer> layers;
    private final int[] slotStart;
    private final int slots;

    private MedianPileup(PileupInput input, List<Windows.Window> placed, DistanceRule[] rules) {
        this.input = input;
        this.side = input.side();
        this.rules = rules;
        this.layers = Layer.of(input, placed, false);
        this.slotStart = new int[layers.size()];
        int used = 0;
        for (int i = 0; i < slotStart.length; i++) {
            slotStart[i] = used;
            used += layers.get(i).windows().count();
        }
        this.slots = used;
    }

    /** Medians of observed windows and of controls, cell by cell. */
    record Medians(double[] observed, double[] controls) {}

    static Medians of(PileupInput input, List<Windows.Window> placed, WindowTotals totals)
            throws IOException {
        Windows windows = new Windows(input.side(), input.regions().count(), placed, true);
        DistanceRule[] rules = PairPileup.rules(input, windows, true);
        for (int region : input.regionsWith(windows)) {
            totals.count(windows, region, rules[region]);
        }
        if (input.onDiagonal()) {
            totals.mirror();
        }
        return new MedianPileup(input, placed, rules).medians();
    }

    private Medians medians() throws IOException {
        double[] observed = new double[side * side];
        double[] controls = new double[side * side];
        Arrays.fill(observed, Double.NaN);
        Arrays.fill(controls, Double.NaN);
        int[] cells =
                IntStream.range(0, side * side)
                        .filter(cell -> !input.onDiagonal() || cell % side >= cell / side)
                        .toArray();
        long budget = Runtime.getRuntime().maxMemory() / 4 / Double.BYTES;
        int block = Math.clamp(budget / Math.max(1, slots), 1, cells.length);
        for (int from = 0; from < cells.length && slots > 0; from += block) {
            int[] wanted = Arrays.copyOfRange(cells, from, Math.min(from + block, cells.length));
            double[][] values = valuesOf(wanted);
            for (int i = 0; i < wanted.length; i++) {
                put(observed, wanted[i], median(values[i], 0));
                put(controls, wanted[i], median(values[i], Windows.CONTROL));
            }
        }
        return new Medians(observed, controls);
    }

    private void put(double[] matrix, int cell, double value) {
        matrix[cell] = value;
        if (input.onDiagonal()) {
            matrix[cell % side * side + cell / side] = value;
        }
    }

    /** All values of some cells: for each its value in every window, NaN where it has none. */
    private double[][] valuesOf(int[] cells) throws IOException {
        double[][] values = new double[cells.length][slots];
        int[] position = new int[side * side];
        Arrays.fill(position, -1);
        for (int i = 0; i < cells.length; i++) {
            position[cells[i]] = i;
        }
        for (int i = 0; i < layers.size(); i++) {
            fillAbsent(layers.get(i), slotStart[i], cells, values);
        }
        MapScan.Sums rows = (bin1, bin2, count, from, to) -> {};
        for (int i = 0; i < layers.size(); i++) {
            rows = then(rows, putting(layers.get(i), slotStart[i], position, values));
        }
        MapScan.Sums all = rows;
        input.scan(
                input.rowsOf(layers.stream().map(Layer::windows).toArray(Windows[]::new)),
                () -> all,
                (piece, rowsDone) -> {});
        return values;
    }

    private static MapScan.Sums then(MapScan.Sums one, MapScan.Sums other) {
        return (bin1, bin2, count, from, to) -> {
            one.row(bin1, bin2, count, from, to);
            other.row(bin1, bin2, count, from, to);
        };
    }

    /** A pixel belongs to one slot of one cell, so that threads can write without a lock. */
    private LayerRows putting(Layer layer, int start, int[] position, double[][] values) {
        return new LayerRows(layer, input, rules) {
            @Override
            void add(int window, int cell, double value) {
                int at = position[target(layer.windows().kind(window), cell)];
                if (at >= 0 && !Double.isNaN(values[at][start + window])) {
                    values[at][start + window] = value;
                }
            }
        };
    }

    private int target(int kind, int cell) {
        return (kind & Windows.FLIPPED) != 0 ? Totals.reflected(cell, side) : cell;
    }

    /**
     * Zero for a cell that has a value in a window, for pixels are stored only where it is more.
     */
    private void fillAbsent(Layer layer, int start, int[] cells, double[][] values) {
        Windows windows = layer.windows();
        for (int region = 0; region < windows.regionCount(); region++) {
            for (int w = windows.startOf(region); w < windows.startOf(region + 1); w++) {
                for (int i = 0; i < cells.length; i++) {
                    int cell = target(windows.kind(w), cells[i]);
                    boolean has = hasValue(layer, region, w, cell);
                    values[i][start + w] = has ? 0 : Double.NaN;
                }
            }
        }
    }

    private boolean hasValue(Layer layer, int region, int window, int cell) {
        Windows windows = layer.windows();
        int row = windows.firstRow(window) + (layer.mirrored() ? cell % side : cell / side);
        int column = windows.firstColumn(window) + (layer.mirrored() ? cell / side : cell % side);
        if (!input.regions().bins(region).contains(row)
                || !input.regions().bins(region).contains(column)) {
            return false;
        }
        int[] unmasked = input.factors().unmasked();
        if ((unmasked[row] & unmasked[column]) == 0) {
            return false;
        }
        int distance = column - row;
        if (layer.mirrored()) {
            return distance > 0 && rules[region].divisor(-distance) != Double.POSITIVE_INFINITY;
        }
        return (distance >= 0 || layers.size() == 1)
                && rules[region].divisor(distance) != Double.POSITIVE_INFINITY;
    }

    private double median(double[] values, int control) {
        double[] finite = new double[slots];
        int size = 0;
        for (int i = 0; i < layers.size(); i++) {
            Windows windows = layers.get(i).windows();
            for (int w = 0; w < windows.count(); w++) {
                double value = values[slotStart[i] + w];
                if ((windows.kind(w) & Windows.CONTROL) == control && !Double.isNaN(value)) {
                    finite[size++] = value;
                }
            }
        }
        if (size == 0) {
            return Double.NaN;
        }
        Arrays.sort(finite, 0, size);
        int middle = size / 2;
        return size % 2 == 1 ? finite[middle] : (finite[middle - 1] + finite[middle]) / 2;
    }
}
