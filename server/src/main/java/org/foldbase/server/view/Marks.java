package org.foldbase.server.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The round numbers of a colour bar. The outermost are its limits: percentiles of the values, moved
 * outwards.
 *
 * @param values ascending, at least two
 * @param labels how each is written
 * @param factor what the labels are to be multiplied with, such as {@code ×10⁻⁴}; empty for 1
 */
record Marks(List<BigDecimal> values, List<String> labels, String factor) {
    private static final double DIVERGING_PERCENTILE = 0.98;
    private static final double LOW_PERCENTILE = 0.01;
    private static final double HIGH_PERCENTILE = 0.99;
    private static final BigDecimal NARROWEST_DIVERGING = new BigDecimal("1.1");
    private static final double WIDEST_DIVERGING = 1000;
    private static final List<String> DIVERGING_LIMITS =
            List.of("1.2", "1.3", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10");
    private static final int MAX_INTERVALS = 7;

    /** Smaller values are zero to a figure, larger ones this: powers of ten stay doubles. */
    private static final double TINY = 1e-150;

    private static final double HUGE = 1e150;

    /** From 1/x to x, with 1 in the middle; the values are finite and ascending. */
    static Marks diverging(double[] sorted) {
        double[] ratios = sortedWithin(sorted, Double.MIN_VALUE, Double.MAX_VALUE);
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = Math.min(Math.max(ratios[i], 1 / ratios[i]), WIDEST_DIVERGING);
        }
        Arrays.sort(ratios);
        double wanted = ratios.length == 0 ? 1 : percentile(ratios, DIVERGING_PERCENTILE);
        BigDecimal limit = NARROWEST_DIVERGING;
        List<BigDecimal> between = new ArrayList<>(List.of(new BigDecimal("1.05")));
        for (int exponent = 0; limit.doubleValue() < wanted; exponent++) {
            for (String mantissa : DIVERGING_LIMITS) {
                if (limit.doubleValue() < wanted) {
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

    /** Evenly spaced marks for finite ascending values, at least one. */
    static Marks linear(double[] sorted) {
        double low = Math.clamp(percentile(sorted, LOW_PERCENTILE), -HUGE, HUGE);
        double high = Math.clamp(percentile(sorted, HIGH_PERCENTILE), -HUGE, HUGE);
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (size < TINY) {
            low = 0;
            high = 1;
        } else if (high - low <= size * 1e-6) {
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
                    return even((long) first, (long) last, step);
                }
            }
            exponent++;
        }
    }

    private static Marks even(long first, long last, BigDecimal step) {
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

    /** Powers of ten and parts of them for finite ascending values. */
    static Marks logarithmic(double[] sorted) {
        double[] positive = sortedWithin(sorted, TINY, HUGE);
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

    /** The values between two limits, both included, ascending. */
    static double[] sortedWithin(double[] values, double min, double max) {
        double[] within = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (value >= min && value <= max) {
                within[count++] = value;
            }
        }
        Arrays.sort(within, 0, count);
        return Arrays.copyOf(within, count);
    }

    /** The nearest rank: the smallest value with at least this share of all at or below it. */
    private static double percentile(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }
}
