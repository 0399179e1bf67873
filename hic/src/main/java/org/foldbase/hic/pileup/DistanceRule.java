package org.foldbase.hic.pileup;

import java.util.Arrays;
import org.foldbase.hic.expected.RegionExpected;

/**
 * What distance says of a cell within one view region: whether it has a value, what that is divided
 * by, and what is expected there. Distances are signed, column minus row, in bins.
 */
final class DistanceRule {
    private final int zero;
    private final int[] hasValue;
    private final double[] divisor;
    private final double[] expected;

    private DistanceRule(int distances) {
        zero = distances - 1;
        hasValue = new int[2 * distances - 1];
        divisor = new double[hasValue.length];
        expected = new double[hasValue.length];
        Arrays.fill(divisor, Double.POSITIVE_INFINITY);
    }

    /**
     * For values that are not over expected.
     *
     * @param distances bins of the region, or of a window if those are fewer
     * @param ignoreDiags distances below this have no value
     * @param bothTriangles whether negative distances are as their mirror
     */
    static DistanceRule plain(int distances, int ignoreDiags, boolean bothTriangles) {
        DistanceRule rule = new DistanceRule(distances);
        for (int d = ignoreDiags; d < distances; d++) {
            rule.set(d, 1, 0, bothTriangles);
        }
        return rule;
    }

    /**
     * For values over expected: a distance at which the expected is zero or unknown has no value.
     *
     * @param divide whether each value is divided by itself, or the sums only, later
     */
    static DistanceRule over(RegionExpected curve, boolean bothTriangles, boolean divide) {
        DistanceRule rule = new DistanceRule(curve.distances());
        for (int d = 0; d < curve.distances(); d++) {
            double expected = curve.at(d);
            if (expected != 0 && Double.isFinite(expected)) {
                rule.set(d, divide ? expected : 1, expected, bothTriangles);
            }
        }
        return rule;
    }

    private void set(int distance, double by, double expectedThere, boolean bothTriangles) {
        hasValue[zero + distance] = 1;
        divisor[zero + distance] = by;
        expected[zero + distance] = expectedThere;
        if (bothTriangles) {
            hasValue[zero - distance] = 1;
            divisor[zero - distance] = by;
            expected[zero - distance] = expectedThere;
        }
    }

    /** Where distance 0 stands in {@link #flags} and {@link #expectedValues}. */
    int zero() {
        return zero;
    }

    /** 1 at distances that have a value, else 0. */
    int[] flags() {
        return hasValue;
    }

    /** The expected at distances that have a value, else 0. */
    double[] expectedValues() {
        return expected;
    }

    /** What to divide by: infinity at distances without a value, so that those add 0. */
    double divisor(int signedDistance) {
        return divisor[zero + signedDistance];
    }
}
