package org.foldbase.server.view;

import java.util.Objects;

/**
 * What a figure shows: an averaged matrix around the centres of regions, and its words.
 *
 * @param values row-major, {@code side × side}; the first row is at the top, so upstream is upper
 *     left; NaN where there is no data. Not copied
 * @param side bins along each axis, odd: the centre bin and as many on either side
 * @param binSizeBp the width of a bin in base pairs
 * @param title one line above the plot, shortened in its middle where too long; may be empty
 * @param caption lines below the plot, separated by {@code \n} and wrapped where too long; may be
 *     empty
 * @param valueLabel what the colours mean, beside the colour bar, such as {@code observed /
 *     expected}
 */
@SuppressWarnings("ArrayRecordComponent") // A matrix to draw: neither compared nor kept.
public record Heatmap(
        double[] values,
        int side,
        long binSizeBp,
        Scale scale,
        Axes axes,
        String title,
        String caption,
        String valueLabel) {

    /** How values become colours. */
    public enum Scale {
        /** Centred on 1 and symmetric in log2: blue below, white at 1, red above. */
        DIVERGING,
        /** From a low to a high percentile, light to dark. */
        LINEAR,
        /** From a low to a high percentile of the positive values, light to dark by logarithm. */
        LOG
    }

    /** What the axes measure the distance from. */
    public enum Axes {
        /** Both axes are around the centres of the same regions (BED). */
        REGION_CENTRE,
        /** Rows are around the first anchor of a pair, columns around the second (BEDPE). */
        ANCHORS
    }

    /**
     * @throws IllegalArgumentException if the side is not odd, the bin size not positive, or the
     *     number of values not {@code side × side}
     */
    public Heatmap {
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(axes, "axes");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(caption, "caption");
        Objects.requireNonNull(valueLabel, "valueLabel");
        if (side < 1 || side % 2 == 0) {
            throw new IllegalArgumentException(
                    "a heatmap has a centre bin and as many on either side, not %d bins"
                            .formatted(side));
        }
        if (binSizeBp < 1) {
            throw new IllegalArgumentException("the bin size is %d bp".formatted(binSizeBp));
        }
        if (values.length != (long) side * side) {
            throw new IllegalArgumentException(
                    "a heatmap of %d × %d bins has not %d values"
                            .formatted(side, side, values.length));
        }
    }

    /** The distance from the middle of the centre bin to the middle of the outermost, in bp. */
    public long flankBp() {
        return side / 2 * binSizeBp;
    }
}
