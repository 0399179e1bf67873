package org.foldbase.server.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.foldbase.server.view.Heatmap.Axes;
import org.foldbase.server.view.Heatmap.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceAxisTest {

    @ParameterizedTest
    @CsvSource({
        "41, 10000, kb, −200 −100 0 100 200",
        "101, 20000, Mb, −1 −0.5 0 0.5 1",
        "81, 50000, Mb, −2 −1 0 1 2",
        "11, 5000, kb, −25 −12.5 0 12.5 25",
        "3, 100, bp, −100 −50 0 50 100",
        "3, 1234567, Mb, −1.235 −0.617 0 0.617 1.235",
        "1, 5000, kb, 0",
    })
    void labelsAreInTheLargestUnitThatTheFlankReaches(
            int side, long binSizeBp, String unit, String labels) {
        DistanceAxis axis = DistanceAxis.of(heatmap(side, binSizeBp));
        assertThat(axis.unit()).isEqualTo(unit);
        assertThat(axis.ticks().stream().map(DistanceAxis.Tick::label))
                .containsExactly(labels.split(" ", -1));
    }

    @Test
    void ticksAreInTheMiddleOfTheOuterBins() {
        assertThat(DistanceAxis.of(heatmap(21, 10)).ticks().stream().map(DistanceAxis.Tick::bins))
                .containsExactly(-10.0, -5.0, 0.0, 5.0, 10.0);
    }

    @Test
    void aHeatmapThatIsNoWindowIsRefused() {
        assertThatThrownBy(() -> heatmap(4, 10)).hasMessageContaining("not 4 bins");
        assertThatThrownBy(() -> heatmap(3, 0)).hasMessageContaining("0 bp");
        assertThatThrownBy(() ->
                        new Heatmap(new double[8], 3, 10, Scale.LOG, Axes.ANCHORS, "", "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 × 3 bins has not 8 values");
    }

    private static Heatmap heatmap(int side, long binSizeBp) {
        return new Heatmap(
                new double[side * side],
                side,
                binSizeBp,
                Scale.LINEAR,
                Axes.REGION_CENTRE,
                "",
                "",
                "");
    }
}
