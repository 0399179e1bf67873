package org.foldbase.server.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ColourMapTest {
    private static final int MIDDLE = ColourMap.LEVELS / 2;

    @Test
    void lightnessIsThatOfCielab() {
        assertThat(ColourMap.lightness(0xffffff)).isCloseTo(100, within(1e-9));
        assertThat(ColourMap.lightness(0x000000)).isZero();
        assertThat(ColourMap.lightness(0x777777)).isCloseTo(50.03, within(0.01));
        assertThat(ColourMap.lightness(0xff0000)).isCloseTo(53.24, within(0.01));
        assertThat(ColourMap.lightness(0x0000ff)).isCloseTo(32.30, within(0.01));
    }

    @Test
    void theSequentialMapDarkensEvenlyFromWhite() {
        int[] map = ColourMap.sequential();
        assertThat(map).hasSize(ColourMap.LEVELS);
        assertThat(map[0]).isEqualTo(0xffffff);
        assertDarkensEvenly(map, 0, map.length - 1);
    }

    @Test
    void theDivergingMapDarkensEvenlyFromItsWhiteMiddleToBothSides() {
        int[] map = ColourMap.diverging();
        assertThat(map).hasSize(ColourMap.LEVELS);
        assertThat(map[MIDDLE]).isEqualTo(0xffffff);
        assertDarkensEvenly(map, MIDDLE, map.length - 1);
        assertDarkensEvenly(map, MIDDLE, 0);
    }

    @Test
    void equalDistancesFromTheMiddleAreEquallyLight() {
        int[] map = ColourMap.diverging();
        for (int i = 0; i <= MIDDLE; i++) {
            assertThat(ColourMap.lightness(map[MIDDLE - i]))
                    .as("%d from the middle", i)
                    .isCloseTo(ColourMap.lightness(map[MIDDLE + i]), within(3.0));
        }
    }

    @Test
    void theSidesAreBlueAndRed() {
        int[] map = ColourMap.diverging();
        for (int i = 10; i <= MIDDLE; i++) {
            assertThat(map[MIDDLE - i] & 0xff).isGreaterThan(map[MIDDLE - i] >> 16);
            assertThat(map[MIDDLE + i] >> 16).isGreaterThan(map[MIDDLE + i] & 0xff);
        }
    }

    /** Every step is darker, none by more than double the average or less than a third of it. */
    private static void assertDarkensEvenly(int[] map, int from, int to) {
        int direction = Integer.signum(to - from);
        int steps = Math.abs(to - from);
        double average = (ColourMap.lightness(map[from]) - ColourMap.lightness(map[to])) / steps;
        assertThat(average).isPositive();
        int stride = 4; // eight bits a channel make single steps uneven
        for (int i = 0; i + stride <= steps; i++) {
            double step =
                    ColourMap.lightness(map[from + direction * i])
                            - ColourMap.lightness(map[from + direction * (i + stride)]);
            assertThat(step / stride / average).as("at %d", i).isBetween(1 / 3.0, 2.0);
        }
        for (int i = 0; i < steps; i++) {
            assertThat(ColourMap.lightness(map[from + direction * (i + 1)]))
                    .as("after %d", i)
                    .isLessThan(ColourMap.lightness(map[from + direction * i]));
        }
    }
}
