package org.foldbase.server.view;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.foldbase.server.view.Heatmap.Scale;

/**
 * Which value gets which colour, and the ticks of the colour bar. Values beyond the limits have the
 * colour of the end, whose label then says {@code ≤} or {@code ≥}.
 */
final class ColourRange {
    /** How far beyond an end, as a share of the bar, still counts as on it. */
    private static final double TOLERANCE = 1e-6;

    private final boolean logarithmic;
    private final HeatmapFigure.Limits limits;
    private final double low;
    private final double extent;
    private final double[] levelStarts = new double[ColourMap.LEVELS - 1];
    private final List<Tick> ticks;
    private final String factor;

    /**
     * A labelled place on the colour bar.
     *
     * @param position 0 at the low end to 1 at the high end
     */
    record Tick(double position, String label) {}

    private ColourRange(boolean logarithmic, Marks marks, double min, double max) {
        this.logarithmic = logarithmic;
        this.factor = marks.factor();
        this.limits =
                new HeatmapFigure.Limits(
                        marks.values().getFirst().doubleValue(),
                        marks.values().getLast().doubleValue());
        this.low = transformed(limits.min());
        this.extent = transformed(limits.max()) - low;
        for (int i = 0; i < levelStarts.length; i++) {
            double start = low + extent * ((i + 0.5) / levelStarts.length);
            levelStarts[i] = logarithmic ? StrictMath.exp(start) : start;
        }
        List<Tick> placed = new ArrayList<>();
        for (int i = 0; i < marks.values().size(); i++) {
            BigDecimal mark = marks.values().get(i);
            placed.add(new Tick(position(mark.doubleValue()), marks.labels().get(i)));
        }
        if (position(min) < -TOLERANCE) {
            placed.addFirst(withSign("≤ ", placed.removeFirst()));
        }
        if (position(max) > 1 + TOLERANCE) {
            placed.addLast(withSign("≥ ", placed.removeLast()));
        }
        this.ticks = List.copyOf(placed);
    }

    private static Tick withSign(String sign, Tick tick) {
        return new Tick(tick.position(), sign + tick.label());
    }

    /** The range of a matrix; empty if none of its values is finite. */
    static Optional<ColourRange> of(double[] values, Scale scale) {
        double[] finite = Marks.sortedWithin(values, -Double.MAX_VALUE, Double.MAX_VALUE);
        if (finite.length == 0) {
            return Optional.empty();
        }
        Marks marks =
                switch (scale) {
                    case DIVERGING -> Marks.diverging(finite);
                    case LINEAR -> Marks.linear(finite);
                    case LOG -> Marks.logarithmic(finite);
                };
        boolean logarithmic = scale != Scale.LINEAR;
        return Optional.of(
                new ColourRange(logarithmic, marks, finite[0], finite[finite.length - 1]));
    }

    /** The least value with a colour of its own, and the greatest. */
    HeatmapFigure.Limits limits() {
        return limits;
    }

    /** The level of a value that is not NaN: 0 to {@link ColourMap#LEVELS} − 1. */
    int level(double value) {
        int at = Arrays.binarySearch(levelStarts, value);
        return at >= 0 ? at + 1 : -at - 1;
    }

    List<Tick> ticks() {
        return ticks;
    }

    /** What the labels are to be multiplied with, such as {@code ×10⁻⁴}; empty for 1. */
    String factor() {
        return factor;
    }

    private double position(double value) {
        return (transformed(value) - low) / extent;
    }

    private double transformed(double value) {
        if (!logarithmic) {
            return value;
        }
        return value > 0 ? StrictMath.log(value) : Double.NEGATIVE_INFINITY;
    }
}
