package org.foldbase.hic.pileup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionPair;
import org.foldbase.hic.bed.Strand;
import org.foldbase.hic.expected.NaiveExpected;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.genome.ViewRegion;
import org.foldbase.hic.testing.BuiltMap;

/**
 * A pileup by its definition: the map as a dense matrix, window after window, cell after cell, all
 * values of a cell in a list. A region of a BED file is a pair of itself.
 */
final class NaiveReference {
    private final BuiltMap map;
    private final View view;
    private final PileupOptions options;
    private final int ignoreDiags;
    private final boolean bed;
    private final int side;
    private final double[][] matrix;
    private final List<List<Integer>> bins = new ArrayList<>();
    private final List<NaiveExpected> expected = new ArrayList<>();

    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private final TreeMap<String, Long> unknown = new TreeMap<>();
    private long reversed;
    private long controlsPlaced;
    private long controlsMissed;

    NaiveReference(BuiltMap map, View view, PileupOptions options, int ignoreDiags, boolean bed) {
        this.map = map;
        this.view = view;
        this.options = options;
        this.ignoreDiags = ignoreDiags;
        this.bed = bed;
        this.side = 2 * flankBins() + 1;
        boolean balanced = options.valueType().isBalanced();
        this.matrix = balanced ? map.balanced() : map.dense();
        for (int i = 0; i < view.regions().size(); i++) {
            bins.add(NaiveExpected.bins(map, view.regions().get(i)));
            if (options.valueType().isOverExpected()) {
                expected.add(new NaiveExpected(map, view, i, balanced, ignoreDiags));
            }
        }
        for (DropReason reason : DropReason.values()) {
            dropped.put(reason, 0L);
        }
    }

    /** What {@link PileupResult} holds. */
    record Answer(
            double[] values,
            long[] finiteCounts,
            double[] standardErrors,
            RegionCounts regions,
            double score) {}

    /** The finite values of every cell, and what is expected where each of them stands. */
    private final class Stack {
        private final List<List<Double>> observed = new ArrayList<>();
        private final List<List<Double>> expectedThere = new ArrayList<>();

        Stack() {
            for (int cell = 0; cell < side * side; cell++) {
                observed.add(new ArrayList<>());
                expectedThere.add(new ArrayList<>());
            }
        }

        /** Adds a window's finite cells; false if it has none. */
        boolean add(Window window, boolean flip) {
            boolean any = false;
            for (int i = 0; i < side; i++) {
                for (int j = 0; j < side; j++) {
                    int row = window.firstRow + i;
                    int column = window.firstColumn + j;
                    if (!has(window.viewIndex, row, column)) {
                        continue;
                    }
                    int target = flip ? (side - 1 - j) * side + (side - 1 - i) : i * side + j;
                    boolean mirror = bed && column < row;
                    observed.get(target).add(mirror ? matrix[column][row] : matrix[row][column]);
                    expectedThere
                            .get(target)
                            .add(expectedAt(window.viewIndex, Math.abs(column - row)));
                    any = true;
                }
            }
            return any;
        }

        double[] values(int cell) {
            double[] values = new double[observed.get(cell).size()];
            Arrays.setAll(values, i -> observed.get(cell).get(i) / expectedThere.get(cell).get(i));
            return values;
        }

        double[] reduced() {
            double[] reduced = new double[side * side];
            for (int cell = 0; cell < reduced.length; cell++) {
                double[] values = values(cell);
                int n = values.length;
                Arrays.sort(values);
                reduced[cell] =
                        n == 0
                                ? Double.NaN
                                : switch (options.reduction()) {
                                    case MEAN -> sum(values) / n;
                                    case MEDIAN -> (values[(n - 1) / 2] + values[n / 2]) / 2;
                                    case SUM_RATIO ->
                                            sum(toArray(observed.get(cell)))
                                                    / sum(toArray(expectedThere.get(cell)));
                                };
            }
            return reduced;
        }

        double[] standardErrors() {
            double[] errors = new double[side * side];
            for (int cell = 0; cell < errors.length; cell++) {
                double[] values = values(cell);
                double mean = sum(values) / values.length;
                double squares =
                        sum(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).toArray());
                int n = values.length;
                errors[cell] = n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1)) / Math.sqrt(n);
            }
            return errors;
        }
    }

    private record Window(int viewIndex, int firstRow, int firstColumn) {}

    Answer answer(List<RegionPair> input) {
        Stack observed = new Stack();
        Stack controls = new Stack();
        for (int index = 0; index < input.size(); index++) {
            add(input.get(index), index, observed, controls);
        }
        double[] values = observed.reduced();
        double[] errors = observed.standardErrors();
        if (options.controls() > 0) {
            double[] below = controls.reduced();
            double[] errorsBelow = controls.standardErrors();
            for (int cell = 0; cell < values.length; cell++) {
                // Of a quotient a/b, to first order: the relative errors of both add in squares.
                double byAbove = errors[cell] / below[cell];
                double byBelow = values[cell] / below[cell] * errorsBelow[cell] / below[cell];
                errors[cell] = finiteOrNan(Math.hypot(byAbove, byBelow));
                values[cell] = finiteOrNan(values[cell] / below[cell]);
            }
        }
        if (options.reduction() != Reduction.MEAN) {
            Arrays.fill(errors, Double.NaN);
        }
        long[] counts = observed.observed.stream().mapToLong(List::size).toArray();
        return new Answer(values, counts, errors, counts(input.size()), score(values));
    }

    private void add(RegionPair pair, int index, Stack observed, Stack controls) {
        if (chromIndex(pair.first()) < 0 || chromIndex(pair.second()) < 0) {
            drop(DropReason.UNKNOWN_CHROMOSOME);
            Region lost = chromIndex(pair.first()) < 0 ? pair.first() : pair.second();
            unknown.merge(lost.chrom(), 1L, Long::sum);
            return;
        }
        List<DropReason> problems = problems(pair, 0);
        if (!problems.isEmpty()) {
            drop(problems.getFirst());
            return;
        }
        boolean flip = options.flip() && pair.first().strand() == Strand.MINUS;
        Window window = window(pair, 0);
        reversed += window.firstColumn < window.firstRow ? 1 : 0;
        if (!observed.add(window, flip)) {
            drop(DropReason.MASKED_ENTIRELY);
        }
        SplittableRandom random =
                new SplittableRandom(options.seed() ^ new SplittableRandom(index).nextLong());
        for (int copy = 0; copy < options.controls(); copy++) {
            addControl(pair, random, flip, controls);
        }
    }

    private void addControl(RegionPair pair, SplittableRandom random, boolean flip, Stack stack) {
        for (int redraws = 0; redraws <= 10; redraws++) {
            long magnitude = random.nextLong(100_000, 1_000_001);
            long shift = random.nextBoolean() ? -magnitude : magnitude;
            if (problems(pair, shift).isEmpty()) {
                if (stack.add(window(pair, shift), flip)) {
                    controlsPlaced++;
                } else {
                    controlsMissed++;
                }
                return;
            }
        }
        controlsMissed++;
    }

    /** Why a window, shifted by so much, has no place; empty if it has one. */
    private List<DropReason> problems(RegionPair pair, long shiftBp) {
        int view1 = viewIndex(pair.first(), shiftBp);
        int view2 = viewIndex(pair.second(), shiftBp);
        if (view1 < 0 || view2 < 0) {
            return List.of(DropReason.OUTSIDE_VIEW);
        }
        if (view1 != view2) {
            return List.of(DropReason.DIFFERENT_VIEW_REGIONS);
        }
        Window window = window(pair, shiftBp);
        return fits(window.firstRow, view1) && fits(window.firstColumn, view1)
                ? List.of()
                : List.of(DropReason.OFF_EDGE);
    }

    private boolean fits(int firstBin, int viewIndex) {
        int inside = 0;
        for (int bin = firstBin; bin < firstBin + side; bin++) {
            inside += bins.get(viewIndex).contains(bin) ? 1 : 0;
        }
        return options.edges() == Edges.DROP ? inside == side : inside > 0;
    }

    private Window window(RegionPair pair, long shiftBp) {
        return new Window(
                viewIndex(pair.first(), shiftBp),
                centreBin(pair.first(), shiftBp) - flankBins(),
                centreBin(pair.second(), shiftBp) - flankBins());
    }

    private int centreBin(Region region, long shiftBp) {
        double centre = Math.floor((region.startBp() + region.endBp()) / 2.0);
        return map.firstBin(chromIndex(region))
                + (int) Math.floor((centre + shiftBp) / map.binSizeBp());
    }

    /** The view region that shares most bases; of equals the first that starts in the region. */
    private int viewIndex(Region region, long shiftBp) {
        long start = region.startBp() + shiftBp;
        long end = Math.max(region.endBp() + shiftBp, start + 1);
        int best = -1;
        long[] bestRank = {0, 0, 0};
        for (int i = 0; i < view.regions().size(); i++) {
            ViewRegion r = view.regions().get(i);
            long overlap = Math.min(end, r.endBp()) - Math.max(start, r.startBp());
            if (r.chromIndex() == chromIndex(region) && overlap > 0) {
                long[] rank = {overlap, r.startBp() >= start ? 1 : 0, -r.startBp()};
                if (best < 0 || Arrays.compare(rank, bestRank) > 0) {
                    best = i;
                    bestRank = rank;
                }
            }
        }
        return best;
    }

    private boolean has(int viewIndex, int row, int column) {
        if (!bins.get(viewIndex).contains(row) || !bins.get(viewIndex).contains(column)) {
            return false;
        }
        boolean mirrored = bed || options.bothTriangles();
        int distance = mirrored ? Math.abs(column - row) : column - row;
        if (distance < ignoreDiags || Double.isNaN(matrix[row][column])) {
            return false;
        }
        double divisor = expectedAt(viewIndex, distance);
        return divisor != 0 && !Double.isNaN(divisor);
    }

    private double expectedAt(int viewIndex, int distance) {
        if (!options.valueType().isOverExpected()) {
            return 1;
        }
        NaiveExpected curve = expected.get(viewIndex);
        return options.smoothExpected() ? curve.smoothed(distance) : curve.at(distance);
    }

    private double score(double[] values) {
        int size = options.scoreSize();
        int far = side - size;
        if (far < size) {
            return Double.NaN; // the corners would overlap
        }
        List<Double> corners = new ArrayList<>();
        for (int row : new int[] {0, far}) {
            for (int column : new int[] {0, far}) {
                corners.addAll(square(values, row, column, size));
            }
        }
        List<Double> centre = square(values, far / 2, far / 2, size);
        double ofCentre = sum(toArray(centre)) / centre.size();
        double ofCorners = sum(toArray(corners)) / corners.size();
        return ofCorners == 0 ? Double.NaN : ofCentre / ofCorners;
    }

    private List<Double> square(double[] values, int firstRow, int firstColumn, int size) {
        List<Double> square = new ArrayList<>();
        for (int i = firstRow; i < firstRow + size; i++) {
            for (int j = firstColumn; j < firstColumn + size; j++) {
                if (!Double.isNaN(values[i * side + j])) {
                    square.add(values[i * side + j]);
                }
            }
        }
        return square;
    }

    private RegionCounts counts(long read) {
        long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
        return new RegionCounts(
                read, read - lost, dropped, unknown, reversed, controlsPlaced, controlsMissed);
    }

    private void drop(DropReason reason) {
        dropped.merge(reason, 1L, Long::sum);
    }

    private int chromIndex(Region region) {
        return map.chromsizes().list().stream()
                .map(Chromosome::name)
                .toList()
                .indexOf(region.chrom());
    }

    private int flankBins() {
        return Math.toIntExact(options.flankBp() / map.binSizeBp());
    }

    private static double finiteOrNan(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
