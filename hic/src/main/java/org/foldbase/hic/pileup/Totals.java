package org.foldbase.hic.pileup;

/**
 * Sums over all windows, observed or control, cell by cell: what the reduction is made of. Flipped
 * windows are reflected in the anti-diagonal as they are added.
 */
final class Totals {
    private final int side;
    final double[] sum;
    final double[] sumOfSquares;
    final double[] expected;
    final long[] count;

    Totals(int side) {
        this.side = side;
        this.sum = new double[side * side];
        this.sumOfSquares = new double[side * side];
        this.expected = new double[side * side];
        this.count = new long[side * side];
    }

    /** Where a cell is found in a flipped window: (i, j) goes to (n−1−j, n−1−i). */
    static int reflected(int cell, int side) {
        int row = cell / side;
        int column = cell % side;
        return (side - 1 - column) * side + (side - 1 - row);
    }

    void add(
            boolean flipped,
            int cell,
            double values,
            double squares,
            double expectedValues,
            long finite) {
        int target = flipped ? reflected(cell, side) : cell;
        sum[target] += values;
        sumOfSquares[target] += squares;
        expected[target] += expectedValues;
        count[target] += finite;
    }

    /** Copies the cells above the diagonal to those below: for windows that lie on it. */
    void mirror() {
        for (int row = 0; row < side; row++) {
            for (int column = row + 1; column < side; column++) {
                int above = row * side + column;
                int below = column * side + row;
                sum[below] = sum[above];
                sumOfSquares[below] = sumOfSquares[above];
                expected[below] = expected[above];
                count[below] = count[above];
            }
        }
    }

    double[] means() {
        double[] means = new double[sum.length];
        for (int cell = 0; cell < means.length; cell++) {
            means[cell] = count[cell] == 0 ? Double.NaN : sum[cell] / count[cell];
        }
        return means;
    }

    /** Sum of observed over sum of expected. */
    double[] ratios() {
        double[] ratios = new double[sum.length];
        for (int cell = 0; cell < ratios.length; cell++) {
            ratios[cell] = count[cell] == 0 ? Double.NaN : sum[cell] / expected[cell];
        }
        return ratios;
    }

    /**
     * The standard error of each mean: s / √n with the sample variance s². NaN below two values. A
     * variance that is lost in the rounding of its sums is 0.
     */
    double[] standardErrors() {
        double[] errors = new double[sum.length];
        for (int cell = 0; cell < errors.length; cell++) {
            long n = count[cell];
            if (n < 2) {
                errors[cell] = Double.NaN;
                continue;
            }
            double deviations = sumOfSquares[cell] - sum[cell] * sum[cell] / n;
            double rounding = Math.ulp(sumOfSquares[cell]) * n;
            errors[cell] =
                    deviations <= rounding ? 0 : Math.sqrt(deviations / (n - 1) / (double) n);
        }
        return errors;
    }
}
