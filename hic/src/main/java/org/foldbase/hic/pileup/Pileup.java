package org.foldbase.hic.pileup;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.bed.RegionFormat;
import org.foldbase.hic.bed.RegionPair;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerException;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.cooler.Weights;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.internal.scan.BinFactors;
import org.foldbase.hic.internal.scan.RegionIndex;

/**
 * Averages the windows of a contact map around many regions.
 *
 * <p>A window is centred on the bin of its region's middle, {@code floor((start + end) / 2)}, with
 * {@code flank / binSize} bins on each side. Regions of a BED file give windows on the diagonal,
 * pairs of a BEDPE file windows with rows around the first anchor and columns around the second.
 *
 * <p>Source: aggregate peak analysis (Rao et al., 2014, doi:10.1016/j.cell.2014.11.021) as the
 * pileups of cooltools and coolpup.py define its values, masks and diagonals.
 */
public final class Pileup {
    /** Raised whenever the same input gives other numbers than before: for keys of kept results. */
    public static final int VERSION = 1;

    private static final int DEFAULT_IGNORE_DIAGS = 2;
    private static final int MOST_SIDE = 2001;

    private Pileup() {}

    /**
     * Averages around the regions of a file, or between its pairs.
     *
     * @throws IllegalArgumentException if the flank is not a multiple of the bin size; the message
     *     names the nearest that are
     * @throws CoolerException if the map is damaged, has bins of variable size, or lacks the
     *     weights
     * @throws java.util.concurrent.CancellationException if {@code progress}, or an interrupt of
     *     this thread, ends it
     */
    public static PileupResult of(
            ContactMap map, RegionFile regions, PileupOptions options, ScanProgress progress)
            throws IOException {
        return regions.format() == RegionFormat.BED
                ? onDiagonal(map, regions.regions(), options, progress)
                : offDiagonal(map, regions.pairs(), options, progress);
    }

    /** Averages around regions, see {@link #of}. */
    public static PileupResult onDiagonal(
            ContactMap map, List<Region> regions, PileupOptions options, ScanProgress progress)
            throws IOException {
        return compute(map, options, progress, true, placer -> placer.onDiagonal(regions));
    }

    /** Averages between pairs of regions, see {@link #of}. */
    public static PileupResult offDiagonal(
            ContactMap map, List<RegionPair> pairs, PileupOptions options, ScanProgress progress)
            throws IOException {
        return compute(map, options, progress, false, placer -> placer.offDiagonal(pairs));
    }

    @FunctionalInterface
    private interface Placing {
        List<Windows.Window> by(WindowPlacer placer);
    }

    private static PileupResult compute(
            ContactMap map,
            PileupOptions options,
            ScanProgress progress,
            boolean onDiagonal,
            Placing placing)
            throws IOException {
        long binSizeBp =
                map.binSizeBp()
                        .orElseThrow(() ->
                                new CoolerException(
                                        "%s has bins of variable size; a pileup needs equal ones"
                                                .formatted(map.uri())));
        int side = side(options.flankBp(), binSizeBp);
        Optional<Weights> weights =
                options.valueType().isBalanced()
                        ? Optional.of(map.weights(options.weightName()))
                        : Optional.empty();
        int ignoreDiags =
                options.ignoreDiags()
                        .orElseGet(() ->
                                weights.flatMap(Pileup::ignoredByWeights)
                                        .orElse(DEFAULT_IGNORE_DIAGS));
        View view = options.view().orElseGet(() -> View.ofChromosomes(map.chromsizes()));
        RegionIndex regions = new RegionIndex(map, view, binSizeBp);
        RegionCounts.Tally tally = new RegionCounts.Tally();
        List<Windows.Window> placed =
                placing.by(new WindowPlacer(map, view, regions, binSizeBp, options, tally));
        PileupInput input =
                new PileupInput(
                        map,
                        map.bin1Offsets(),
                        regions,
                        BinFactors.of(weights, map.binCount()),
                        options,
                        ignoreDiags,
                        side,
                        onDiagonal,
                        progress);
        WindowTotals totals = new WindowTotals(input, tally);
        double[] observed;
        double[] controls;
        if (options.reduction() == Reduction.MEDIAN) {
            MedianPileup.Medians medians = MedianPileup.of(input, placed, totals);
            observed = medians.observed();
            controls = medians.controls();
        } else {
            if (onDiagonal) {
                DiagonalPileup.sum(input, new Windows(side, regions.count(), placed, true), totals);
            } else {
                PairPileup.sum(input, placed, totals);
            }
            boolean mean = options.reduction() == Reduction.MEAN;
            observed = mean ? totals.observed().means() : totals.observed().ratios();
            controls = mean ? totals.controls().means() : totals.controls().ratios();
        }
        double[] errors = standardErrors(options, totals, observed, controls);
        double[] values = options.controls() == 0 ? observed : quotient(observed, controls);
        return new PileupResult(
                side,
                binSizeBp,
                options.flankBp(),
                ignoreDiags,
                values,
                totals.observed().count,
                errors,
                tally.done(),
                Score.of(values, side, options.scoreSize()));
    }

    private static Optional<Integer> ignoredByWeights(Weights weights) {
        return weights.ignoreDiags().stream().boxed().findFirst();
    }

    /**
     * Bins along each axis of a window.
     *
     * @throws IllegalArgumentException if the flank is not a multiple of the bin size, or there
     *     would be too many bins; the message says what to take instead
     */
    public static int side(long flankBp, long binSizeBp) {
        if (flankBp % binSizeBp != 0) {
            long below = flankBp / binSizeBp * binSizeBp;
            throw new IllegalArgumentException(
                    "a flank of %d bp is not a multiple of the bin size, %d bp; the nearest are %d and %d bp"
                            .formatted(flankBp, binSizeBp, below, below + binSizeBp));
        }
        long side = 2 * (flankBp / binSizeBp) + 1;
        if (side > MOST_SIDE) {
            throw new IllegalArgumentException(
                    "a flank of %d bp makes windows of %d × %d bins of %d bp; the most is %d × %d: take larger bins or a smaller flank"
                            .formatted(flankBp, side, side, binSizeBp, MOST_SIDE, MOST_SIDE));
        }
        return (int) side;
    }

    private static double[] quotient(double[] observed, double[] controls) {
        double[] quotient = new double[observed.length];
        for (int cell = 0; cell < quotient.length; cell++) {
            double value = observed[cell] / controls[cell];
            quotient[cell] = Double.isFinite(value) ? value : Double.NaN;
        }
        return quotient;
    }

    private static double[] standardErrors(
            PileupOptions options, WindowTotals totals, double[] observed, double[] controls) {
        if (options.reduction() != Reduction.MEAN) {
            double[] none = new double[observed.length];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        double[] errors = totals.observed().standardErrors();
        if (options.controls() == 0) {
            return errors;
        }
        double[] controlErrors = totals.controls().standardErrors();
        for (int cell = 0; cell < errors.length; cell++) {
            double ofObserved = errors[cell] / controls[cell];
            double ofControls =
                    observed[cell] * controlErrors[cell] / (controls[cell] * controls[cell]);
            double error = Math.sqrt(ofObserved * ofObserved + ofControls * ofControls);
            errors[cell] = Double.isFinite(error) ? error : Double.NaN;
        }
        return errors;
    }
}
