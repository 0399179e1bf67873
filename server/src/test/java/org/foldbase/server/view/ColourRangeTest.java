package org.foldbase.server.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.foldbase.server.view.ColourRange.Tick;
import org.foldbase.server.view.Heatmap.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColourRangeTest {
    private static final int TOP = ColourMap.LEVELS - 1;
    private static final int MIDDLE = TOP / 2;

    @Test
    void aDivergingRangeIsSymmetricAroundOne() {
        ColourRange range = range(Scale.DIVERGING, 0.6, 0.9, 1, 1.1, 1.95);
        assertThat(labels(range)).containsExactly("0.5", "0.67", "1", "1.5", "2");
        assertThat(range.level(1)).isEqualTo(MIDDLE);
        assertThat(range.level(2)).isEqualTo(TOP);
        assertThat(range.level(0.5)).isZero();
        assertThat(range.level(StrictMath.sqrt(2))).isEqualTo(MIDDLE + MIDDLE / 2);
        assertThat(range.ticks().get(2).position()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void aDivergingRangeIsNeverNarrowerThanATenth() {
        assertThat(labels(range(Scale.DIVERGING, 1, 1, 1)))
                .containsExactly("0.91", "0.95", "1", "1.05", "1.1");
    }

    @Test
    void aDivergingRangeLeavesOutTheOuterTwoPercentAndSaysSo() {
        double[] values = new double[100];
        Arrays.fill(values, 1.25);
        values[3] = 40;
        values[4] = 0;
        ColourRange range = range(Scale.DIVERGING, values);
        assertThat(labels(range)).startsWith("≤ 0.77").endsWith("≥ 1.3");
        assertThat(range.level(40)).isEqualTo(TOP);
        assertThat(range.level(0)).isZero();
        assertThat(range.level(-3)).isZero();
    }

    @Test
    void aDivergingRangeOfNothingPositiveIsTheNarrowest() {
        ColourRange range = range(Scale.DIVERGING, 0, -1);
        assertThat(labels(range)).startsWith("≤ 0.91").endsWith("1.1");
        assertThat(range.level(0)).isZero();
    }

    @Test
    void aLinearRangeEndsAtRoundNumbers() {
        ColourRange range = range(Scale.LINEAR, 0.3, 5, 9.7);
        assertThat(labels(range)).containsExactly("0", "2", "4", "6", "8", "10");
        assertThat(range.level(0)).isZero();
        assertThat(range.level(5)).isEqualTo(MIDDLE);
        assertThat(range.level(10)).isEqualTo(TOP);
        assertThat(range.factor()).isEmpty();
    }

    @Test
    void smallAndLargeValuesShareAFactor() {
        ColourRange small = range(Scale.LINEAR, 1.1e-5, 5.9e-5);
        assertThat(small.factor()).isEqualTo("×10⁻⁵");
        assertThat(labels(small)).containsExactly("1", "2", "3", "4", "5", "6");
        ColourRange large = range(Scale.LINEAR, -2e12, 3e12);
        assertThat(large.factor()).isEqualTo("×10¹²");
        assertThat(labels(large)).containsExactly("−2", "−1", "0", "1", "2", "3");
    }

    @Test
    void aConstantIsInTheMiddleOfALinearRange() {
        assertThat(range(Scale.LINEAR, 5, 5, 5).level(5)).isBetween(MIDDLE - 25, MIDDLE + 25);
        assertThat(labels(range(Scale.LINEAR, 0, 0))).startsWith("0.0").endsWith("1.0");
        assertThat(range(Scale.LINEAR, -8).level(-8)).isBetween(MIDDLE - 25, MIDDLE + 25);
    }

    @Test
    void aLogarithmicRangeHasPartsOfPowersOfTen() {
        assertThat(labels(range(Scale.LOG, 3, 7, 40))).containsExactly("2", "5", "10", "20", "50");
        assertThat(labels(range(Scale.LOG, 3, 2500)))
                .containsExactly("3", "10", "30", "100", "300", "1000", "3000");
        ColourRange wide = range(Scale.LOG, 0, 2e-4, 50);
        assertThat(labels(wide))
                .containsExactly("≤ 10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰", "10¹", "10²");
        assertThat(wide.level(0)).isZero();
        assertThat(wide.level(0.1)).isEqualTo(MIDDLE);
    }

    @Test
    void aLogarithmicRangeOfNothingPositiveIsAroundOne() {
        ColourRange range = range(Scale.LOG, 0, -5);
        assertThat(labels(range)).startsWith("≤ 0.5").endsWith("2");
    }

    @ParameterizedTest
    @EnumSource
    void withoutAFiniteValueThereIsNoRange(Scale scale) {
        assertThat(ColourRange.of(new double[] {Double.NaN}, scale)).isEmpty();
        assertThat(ColourRange.of(new double[] {Double.POSITIVE_INFINITY}, scale)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anyFiniteValuesGiveAFewShortLabelsInOrder(Scale scale) {
        long seed = 20261101;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 3000; round++) {
            double[] values = new double[random.nextInt(1, 30)];
            double magnitude = StrictMath.pow(10, random.nextDouble(-320, 309));
            double offset = random.nextInt(3) - 1;
            double spread = StrictMath.pow(10, random.nextDouble(-12, 1));
            for (int i = 0; i < values.length; i++) {
                double value = magnitude * (offset + spread * random.nextDouble(-1, 1));
                values[i] = Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
            }
            ColourRange range = range(scale, values);
            String about = "seed %d, round %d: %s".formatted(seed, round, Arrays.toString(values));
            List<Tick> ticks = range.ticks();
            assertThat(ticks).as(about).hasSizeBetween(2, 10);
            assertThat(ticks.getFirst().position()).as(about).isZero();
            assertThat(ticks.getLast().position()).as(about).isEqualTo(1);
            for (int i = 1; i < ticks.size(); i++) {
                assertThat(ticks.get(i).position())
                        .as(about)
                        .isGreaterThan(ticks.get(i - 1).position());
            }
            assertThat(labels(range)).as(about).allMatch(label -> label.length() <= 12);
            Arrays.sort(values);
            for (int i = 1; i < values.length; i++) {
                assertThat(range.level(values[i]))
                        .as(about)
                        .isBetween(range.level(values[i - 1]), TOP);
            }
        }
    }

    private static ColourRange range(Scale scale, double... values) {
        return ColourRange.of(values, scale).orElseThrow();
    }

    private static List<String> labels(ColourRange range) {
        return range.ticks().stream().map(Tick::label).toList();
    }
}
