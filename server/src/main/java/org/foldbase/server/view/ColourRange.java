package org.foldbase.server.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.foldbase.server.view.Heatmap.Scale;

/**
 * Which value gets which colour, and the ticks of the colour bar. The limits are percentiles of the
 * finite values, moved outwards to round numbers so that both ends carry a label; values beyond
 * them have the colour of the end, whose label then says {@code ≤} or {@code ≥}.
 */
final class ColourRange {
    private static final double DIVERGING_PERCENTILE = 0.98;
    private static final double LOW_PERCENTILE = 0.01;
    private static final double HIGH_PERCENTILE = 0.99;
    private static final BigDecimal NARROWEST_DIVERGING = new BigDecimal("1.1");
    private static final int MAX_INTERVALS = 7;

    /** Beyond these, decimals would be arithmetic on the edge of what a double holds. */
    private static final double TINY = 1e-300;

    private static final double HUGE = 1e300;

    private final boolean logarithmic;
    private final double low;
    private final double high;
    private final List<Tick> ticks;
    private final String factor;

    /**
     * A labelled place on the colour bar.
     *
     * @param position 0 at the low end to 1 at the high end
     */
    record Tick(double position, String label) {}

    /** Round numbers for the ticks, ascending, and how they are written. */
    private record Marks(List<BigDecimal> values, List<String> labels, String factor) {}

    private ColourRange(boolean logarithmic, Marks marks, double min, double max) {
        this.logarithmic = logarithmic;
        this.factor = marks.factor();
        double lowest = marks.values().getFirst().doubleValue();
        double highest = marks.values().getLast().doubleValue();
        this.low = transformed(lowest);
        this.high = transformed(highest);
        List<Tick> placed = new ArrayList<>();
        int last = marks.values().size() - 1;
        for (int i = 0; i <= last; i++) {
            String label = marks.labels().get(i);
            if (i == 0 && min < lowest) {
                label = "≤ " + label;
            } else if (i == last && max > highest) {
                label = "≥ " + label;
            }
            placed.add(new Tick(position(marks.values().get(i).doubleValue()), label));
        }
        this.ticks = List.copyOf(placed);
    }

    /** The range of a matrix; empty if none of its values is finite. */
    static Optional<ColourRange> of(double[] values, Scale scale) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (finite.length == 0) {
            return Optional.empty();
        }
        Marks marks =
                switch (scale) {
                    case DIVERGING -> divergingMarks(finite);
                    case LINEAR -> linearMarks(finite);
                    case LOG -> logMarks(finite);
                };
        boolean logarithmic = scale != Scale.LINEAR;
        return Optional.of(
                new ColourRange(logarithmic, marks, finite[0], finite[finite.length - 1]));
    }

    /** The level of a value that is not NaN: 0 to {@link ColourMap#LEVELS} − 1. */
    int level(double value) {
        return (int) (Math.clamp(position(value), 0.0, 1.0) * (ColourMap.LEVELS - 1) + 0.5);
    }

    List<Tick> ticks() {
        return ticks;
    }

    /** What the labels are to be multiplied with, such as {@code ×10⁻⁴}, or nothing. */
    String factor() {
        return factor;
    }

    private double position(double value) {
        return (transformed(value) - low) / (high - low);
    }

    private double transformed(double value) {
        if (!logarithmic) {
            return value;
        }
        return value > 0 ? StrictMath.log(value) : Double.NEGATIVE_INFINITY;
    }

    private static Marks divergingMarks(double[] sorted) {
        double[] distances =
                Arrays.stream(sorted)
                        .filter(value -> value > 0)
                        .map(value -> Math.abs(StrictMath.log(value)))
                        .sorted()
                        .toArray();
        double wanted =
                distances.length == 0
                        ? 1
                        : StrictMath.exp(percentile(distances, DIVERGING_PERCENTILE));
        BigDecimal limit = NARROWEST_DIVERGING;
        List<BigDecimal> between = new ArrayList<>(List.of(new BigDecimal("1.05")));
        for (int exponent = 0; limit.doubleValue() < Math.min(wanted, HUGE); exponent++) {
            for (String mantissa :
                    List.of("1.2", "1.3", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")) {
                if (limit.doubleValue() < Math.min(wanted, HUGE)) {
                    between.add(limit);
                    limit = new BigDecimal(mantissa).scaleByPowerOfTen(exponent);
                }
            }
        }
        BigDecimal middle = nearestRoot(between, limit.doubleValue());
        List<BigDecimal> marks = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (BigDecimal mark : List.of(limit, middle)) {
            marks.add(BigDecimal.ONE.divide(mark, MathContext.DECIMAL64));
            labels.add(plain(BigDecimal.ONE.divide(mark, new MathContext(2))));
        }
        for (BigDecimal mark : List.of(BigDecimal.ONE, middle, limit)) {
            marks.add(mark);
            labels.add(plain(mark));
        }
        return new Marks(marks, labels, "");
    }

    /** The candidate that is closest, by ratio, to the square root of a limit. */
    private static BigDecimal nearestRoot(List<BigDecimal> candidates, double limit) {
        BigDecimal best = candidates.getFirst();
        for (BigDecimal candidate : candidates) {
            if (distanceFromRoot(candidate, limit) < distanceFromRoot(best, limit)) {
                best = candidate;
            }
        }
        return best;
    }

    private static double distanceFromRoot(BigDecimal candidate, double limit) {
        return Math.abs(StrictMath.log(candidate.doubleValue()) * 2 - StrictMath.log(limit));
    }

    private static Marks linearMarks(double[] sorted) {
        double low = Math.clamp(percentile(sorted, LOW_PERCENTILE), -HUGE, HUGE);
        double high = Math.clamp(percentile(sorted, HIGH_PERCENTILE), -HUGE, HUGE);
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (size < TINY) {
            low = 0;
            high = 1;
        } else if (high - low <= size * 1e-9) {
            low -= size / 2;
            high += size / 2;
        }
        int exponent = (int) Math.floor(StrictMath.log10(high - low)) - 2;
        while (true) {
            for (String mantissa : List.of("1", "2", "2.5", "5")) {
                BigDecimal step = new BigDecimal(mantissa).scaleByPowerOfTen(exponent);
                double first = Math.floor(low / step.doubleValue() + 1e-6);
                double last = Math.ceil(high / step.doubleValue() - 1e-6);
                if (last - first <= MAX_INTERVALS) {
                    return evenMarks((long) first, (long) last, step);
                }
            }
            exponent++;
        }
    }

    private static Marks evenMarks(long first, long last, BigDecimal step) {
        BigDecimal size =
                step.multiply(BigDecimal.valueOf(Math.max(Math.abs(first), Math.abs(last))));
        int exponent = size.precision() - size.scale() - 1;
        if (exponent >= -2 && exponent < 5) {
            exponent = 0;
        }
        int decimals = Math.max(0, step.stripTrailingZeros().scale() + exponent);
        List<BigDecimal> marks = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            BigDecimal mark = step.multiply(BigDecimal.valueOf(i));
            marks.add(mark);
            labels.add(minus(mark.scaleByPowerOfTen(-exponent).setScale(decimals).toPlainString()));
        }
        return new Marks(marks, labels, exponent == 0 ? "" : "×" + powerOfTen(exponent));
    }

    private static Marks logMarks(double[] sorted) {
        double[] positive =
                Arrays.stream(sorted).filter(value -> value >= TINY && value <= HUGE).toArray();
        double low = positive.length == 0 ? 1 : percentile(positive, LOW_PERCENTILE);
        double high = positive.length == 0 ? 1 : percentile(positive, HIGH_PERCENTILE);
        if (high <= low * (1 + 1e-9)) {
            low /= 2;
            high *= 2;
        }
        double decades = StrictMath.log10(high / low);
        List<Integer> mantissas =
                decades < 1.5 ? List.of(1, 2, 5) : decades < 3 ? List.of(1, 3) : List.of(1);
        int stride = Math.max(1, (int) Math.ceil(decades / MAX_INTERVALS));
        List<BigDecimal> marks = new ArrayList<>();
        int exponent = Math.floorDiv((int) Math.floor(StrictMath.log10(low)) - 1, stride) * stride;
        while (marks.isEmpty() || marks.getLast().doubleValue() < high) {
            for (int mantissa : mantissas) {
                BigDecimal mark = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
                if (marks.isEmpty() || marks.getLast().doubleValue() < high) {
                    marks.add(mark);
                }
                if (marks.size() == 2 && mark.doubleValue() <= low * (1 + 1e-9)) {
                    marks.removeFirst();
                }
            }
            exponent += stride;
        }
        boolean powers =
                marks.getFirst().doubleValue() < 1e-3 || marks.getLast().doubleValue() >= 1e5;
        return new Marks(
                marks, marks.stream().map(mark -> powers ? power(mark) : plain(mark)).toList(), "");
    }

    private static String power(BigDecimal mark) {
        String digits = mark.unscaledValue().toString();
        int exponent = mark.precision() - mark.scale() - 1;
        return (digits.startsWith("1") ? "" : digits.charAt(0) + "×") + powerOfTen(exponent);
    }

    private static String powerOfTen(int exponent) {
        StringBuilder power = new StringBuilder("10");
        for (char digit : Integer.toString(exponent).toCharArray()) {
            power.append(digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
        }
        return power.toString();
    }

    private static String plain(BigDecimal value) {
        return minus(value.stripTrailingZeros().toPlainString());
    }

    private static String minus(String number) {
        return number.replace('-', '−');
    }

    /** The nearest rank: the smallest value with at least this share of all at or below it. */
    private static double percentile(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }
}
