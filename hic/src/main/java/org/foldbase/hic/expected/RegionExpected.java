package org.foldbase.hic.expected;

import java.util.Arrays;

/**
 * Expected contacts of one view region: at each distance the sum of the values of its pixels over
 * the number of its pairs of unmasked bins, pairs without contacts among them. Distances are in
 * bins, from 0 to {@code distances() - 1}.
 */
public final class RegionExpected {
    private final int ignoreDiags;
    private final double[] sums;
    private final long[] pairs;
    private final double[] expected;

    private RegionExpected(int ignoreDiags, double[] sums, long[] pairs, double[] expected) {
        this.ignoreDiags = ignoreDiags;
        this.sums = sums;
        this.pairs = pairs;
        this.expected = expected;
    }

    /**
     * The curve that sums and pairs make.
     *
     * @param sums sum of the values of a region's pixels at each distance
     * @param pairs pairs of unmasked bins at each distance
     * @param ignoreDiags distances below this have no expected value
     */
    public static RegionExpected of(double[] sums, long[] pairs, int ignoreDiags) {
        double[] expected = new double[sums.length];
        for (int d = 0; d < sums.length; d++) {
            expected[d] = d < ignoreDiags || pairs[d] == 0 ? Double.NaN : sums[d] / pairs[d];
        }
        return new RegionExpected(ignoreDiags, sums, pairs, expected);
    }

    public int distances() {
        return expected.length;
    }

    /** The expected value at a distance; NaN on ignored diagonals and where there is no pair. */
    public double at(int distance) {
        return expected[distance];
    }

    public double sum(int distance) {
        return sums[distance];
    }

    public long pairs(int distance) {
        return pairs[distance];
    }

    /**
     * This curve smoothed over distance: sums and pairs are gathered in bins of {@value
     * DistanceSmoothing#BINS_PER_DECADE} to a decade of distance, both are averaged over
     * neighbouring bins with a Gaussian of σ = {@value DistanceSmoothing#SIGMA_LOG10} in log10
     * distance, cut off at {@value DistanceSmoothing#WINDOW_SIGMAS} σ, and divided. Distances of
     * one bin have one value. Ignored diagonals take no part, and distance 0 keeps its own value.
     * Source: the smoothing of P(s) curves in log-spaced distance bins that cooltools describes.
     */
    public RegionExpected smoothed() {
        double[] smooth = DistanceSmoothing.smooth(sums, pairs, ignoreDiags);
        return new RegionExpected(ignoreDiags, sums, pairs, smooth);
    }

    @Override
    public String toString() {
        return "RegionExpected" + Arrays.toString(expected);
    }
}
