package org.foldbase.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTextTest {
    private static final TextStyle STYLE = new TextStyle(10, false, 0);

    @Test
    void aLineHasNoControlCharactersNorBrokenOnes() {
        assertThat(FigureText.oneLine(" a\tb\r\n c\u0000\u0007\u009b\ud800d\uffff\u202e🧬 "))
                .isEqualTo("a b cd🧬");
        assertThat(FigureText.oneLine("\u0001")).isEmpty();
    }

    @Test
    void aTextThatFitsIsNotShortened() {
        assertThat(FigureText.shortened("CTCF", STYLE.width("CTCF"), STYLE)).isEqualTo("CTCF");
    }

    @Test
    void aLongTextLosesItsMiddle() {
        String name = "GM12878_insitu" + "_replicate".repeat(30) + ".mcool";
        double space = 200;
        String shortened = FigureText.shortened(name, space, STYLE);
        assertThat(shortened).startsWith("GM12878_insitu").contains("…").endsWith(".mcool");
        assertThat(STYLE.width(shortened)).isBetween(space - 15, space);
    }

    @Test
    void aPairOfSurrogatesIsNotTornApart() {
        for (int space = 0; space < 200; space++) {
            String shortened = FigureText.shortened("🧬".repeat(40), space, STYLE);
            assertThat(shortened.replace("🧬", "")).isEqualTo("…");
            assertThat(FigureText.wrapped("🧬".repeat(9), space, 99, STYLE))
                    .allSatisfy(line -> assertThat(line.replace("🧬", "")).isEmpty());
        }
    }

    @Test
    void wordsAreWrappedAndLineBreaksKept() {
        assertThat(FigureText.wrapped("one two three\n\nfour", STYLE.width("one two"), 9, STYLE))
                .containsExactly("one two", "three", "", "four");
    }

    @Test
    void aNumberStaysWithItsUnitAcrossANoBreakSpace() {
        assertThat(FigureText.wrapped("± 200\u00a0kb", STYLE.width("± 2000"), 9, STYLE))
                .containsExactly("±", "200\u00a0kb");
    }

    @Test
    void aWordWiderThanTheLineIsBroken() {
        double space = STYLE.width("wwww");
        List<String> lines = FigureText.wrapped("a " + "w".repeat(10), space, 9, STYLE);
        assertThat(lines).containsExactly("a", "wwww", "wwww", "ww");
    }

    @Test
    void tooManyLinesEndInAnEllipsis() {
        double space = STYLE.width("wwww");
        assertThat(FigureText.wrapped("w".repeat(100_000), space, 3, STYLE))
                .containsExactly("wwww", "wwww", "ww…");
        assertThat(FigureText.wrapped("a\nb\nc", space, 2, STYLE)).containsExactly("a", "b…");
    }
}
