package org.foldbase.hic.expected;

import java.util.Arrays;

/** The smoothing that {@link RegionExpected#smoothed()} describes. */
final class DistanceSmoothing {
    static final double SIGMA_LOG10 = 0.1;
    static final int BINS_PER_DECADE = 100;
    static final int WINDOW_SIGMAS = 5;

    private DistanceSmoothing() {}

    static double[] smooth(double[] sums, long[] pairs, int ignoreDiags) {
        int from = Math.max(ignoreDiags, 1);
        int bins = sums.length == 0 ? 0 : logBin(sums.length) + 1;
        double[] binSums = new double[bins];
        double[] binPairs = new double[bins];
        for (int d = from; d < sums.length; d++) {
            binSums[logBin(d)] += sums[d];
            binPairs[logBin(d)] += pairs[d];
        }
        double[] smooth = new double[sums.length];
        Arrays.fill(smooth, Double.NaN);
        if (ignoreDiags == 0 && sums.length > 0 && pairs[0] > 0) {
            smooth[0] = sums[0] / pairs[0];
        }
        int reach = (int) Math.round(WINDOW_SIGMAS * SIGMA_LOG10 * BINS_PER_DECADE);
        int lastBin = -1;
        double value = Double.NaN;
        for (int d = from; d < sums.length; d++) {
            int bin = logBin(d);
            if (bin != lastBin) {
                value = average(binSums, binPairs, bin, reach);
                lastBin = bin;
            }
            smooth[d] = value;
        }
        return smooth;
    }

    private static double average(double[] binSums, double[] binPairs, int bin, int reach) {
        double sum = 0;
        double pairs = 0;
        for (int b = Math.max(0, bin - reach);
                b <= Math.min(binSums.length - 1, bin + reach);
                b++) {
            double z = (b - bin) / (SIGMA_LOG10 * BINS_PER_DECADE);
            double weight = StrictMath.exp(-z * z / 2);
            sum += weight * binSums[b];
            pairs += weight * binPairs[b];
        }
        return pairs > 0 ? sum / pairs : Double.NaN;
    }

    private static int logBin(int distance) {
        return (int) Math.floor(StrictMath.log10(distance) * BINS_PER_DECADE);
    }
}
