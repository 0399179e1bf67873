package org.foldbase.hic.cooler;

import java.util.OptionalInt;

/**
 * A balancing column, one factor a bin: a balanced count is {@code count · factor[bin1] ·
 * factor[bin2]}. A column that divides (Juicer's KR, VC and VC_SQRT, or one whose attribute {@code
 * divisive_weights} is true) is turned over when it is read, so that factors always multiply.
 */
public final class Weights {
    private final String name;
    private final double[] factors;
    private final OptionalInt ignoreDiags;

    Weights(String name, double[] factors, OptionalInt ignoreDiags) {
        this.name = name;
        this.factors = factors;
        this.ignoreDiags = ignoreDiags;
    }

    public String name() {
        return name;
    }

    /**
     * One factor a bin, in bin order; NaN where the bin is masked, never infinite. The array is not
     * copied: do not change it.
     */
    public double[] factors() {
        return factors;
    }

    /** The number of diagonals that balancing left out, where the column says. */
    public OptionalInt ignoreDiags() {
        return ignoreDiags;
    }
}
