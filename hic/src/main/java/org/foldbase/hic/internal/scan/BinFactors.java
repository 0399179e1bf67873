package org.foldbase.hic.internal.scan;

import java.util.Arrays;
import java.util.Optional;
import org.foldbase.hic.cooler.Weights;

/**
 * What to multiply a count by, for its row and for its column, and which bins count at all.
 *
 * @param factors one a bin; 0 for a masked bin, so that its pixels add nothing
 * @param unmasked 1 for a bin that counts, 0 for a masked one
 */
public record BinFactors(double[] factors, int[] unmasked) {

    /** Balancing factors, or 1 for every bin where there are no weights: raw counts mask none. */
    public static BinFactors of(Optional<Weights> weights, int binCount) {
        double[] factors = new double[binCount];
        int[] unmasked = new int[binCount];
        if (weights.isEmpty()) {
            Arrays.fill(factors, 1);
            Arrays.fill(unmasked, 1);
        } else {
            double[] balancing = weights.get().factors();
            for (int bin = 0; bin < binCount; bin++) {
                boolean masked = Double.isNaN(balancing[bin]);
                factors[bin] = masked ? 0 : balancing[bin];
                unmasked[bin] = masked ? 0 : 1;
            }
        }
        return new BinFactors(factors, unmasked);
    }

    public double value(int bin1, int bin2, double count) {
        return count * factors[bin1] * factors[bin2];
    }
}
