package org.foldbase.server.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.foldbase.server.view.StrokeFont.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrokeFontTest {
    private static final String UNKNOWN = "☃";
    private static final String BEYOND_ASCII = "±×µ–…·°−≤≥⁰¹²³⁴⁵⁶⁷⁸⁹⁻ÄÖÜäöüßéΔ";

    @Test
    void everyPrintableAsciiCharacterHasItsOwnGlyph() {
        Set<List<Segment>> seen = new HashSet<>();
        for (char c = '!'; c <= '~'; c++) {
            assertThat(seen.add(StrokeFont.strokes(String.valueOf(c), false))).as("%s", c).isTrue();
        }
        assertThat(seen).doesNotContain(List.of(), StrokeFont.strokes(UNKNOWN, false));
    }

    @Test
    void theOtherCharactersOfFiguresHaveGlyphs() {
        List<Segment> box = StrokeFont.strokes(UNKNOWN, false);
        BEYOND_ASCII
                .chars()
                .forEach(c ->
                        assertThat(StrokeFont.strokes(Character.toString(c), false))
                                .as(Character.toString(c))
                                .isNotEmpty()
                                .isNotEqualTo(box));
    }

    @Test
    void aGlyphStaysWithinItsAdvanceAndLine() {
        for (int c = '!'; c <= '~'; c++) {
            String text = Character.toString(c);
            double advance = StrokeFont.width(text, 1000, false);
            for (Segment stroke : StrokeFont.strokes(text, false)) {
                assertThat(List.of(stroke.x1(), stroke.x2()))
                        .as(text)
                        .allSatisfy(x -> assertThat(x).isBetween(-20.0, advance + 20));
                assertThat(List.of(stroke.y1(), stroke.y2()))
                        .as(text)
                        .allSatisfy(y -> assertThat(y).isBetween(-190.0, 760.0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789", "+−=±×"})
    void charactersOfColumnsOfNumbersAreEquallyWide(String characters) {
        Set<Double> widths = new HashSet<>();
        characters
                .chars()
                .forEach(c -> widths.add(StrokeFont.width(Character.toString(c), 10, false)));
        assertThat(widths).hasSize(1);
    }

    @Test
    void widthsAddUpAndGrowWithSizeAndWeight() {
        double ab = StrokeFont.width("ab", 10, false);
        assertThat(ab)
                .isCloseTo(
                        StrokeFont.width("a", 10, false) + StrokeFont.width("b", 10, false),
                        within(1e-12));
        assertThat(StrokeFont.width("ab", 20, false)).isCloseTo(2 * ab, within(1e-12));
        assertThat(StrokeFont.width("ab", 10, true)).isGreaterThan(ab);
    }

    @Test
    void aCharacterOutsideTheBasicPlaneIsOneBox() {
        assertThat(StrokeFont.strokes("🧬", false)).isEqualTo(StrokeFont.strokes(UNKNOWN, false));
    }
}
