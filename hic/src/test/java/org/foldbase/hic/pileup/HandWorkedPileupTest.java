package org.foldbase.hic.pileup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionPair;
import org.foldbase.hic.bed.Strand;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.genome.ViewRegion;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small cases whose arithmetic is shown. The map has bins of 10 bp; a window has 3 × 3 bins. Most
 * cases use
 *
 * <pre>
 *        0   1   2   3   4
 *   0    8   4   2   0   1
 *   1        6   3   5   0
 *   2           10   7   2
 *   3               12   9
 *   4                    4
 * </pre>
 */
class HandWorkedPileupTest {
    private static final double NAN = Double.NaN;

    @TempDir Path dir;

    private static CoolerBuilder fiveBins() {
        return CoolerBuilder.blank()
                .chrom("chr1", 50)
                .binSize(10)
                .pixel(0, 0, 8)
                .pixel(0, 1, 4)
                .pixel(0, 2, 2)
                .pixel(0, 4, 1)
                .pixel(1, 1, 6)
                .pixel(1, 2, 3)
                .pixel(1, 3, 5)
                .pixel(2, 2, 10)
                .pixel(2, 3, 7)
                .pixel(2, 4, 2)
                .pixel(3, 3, 12)
                .pixel(3, 4, 9)
                .pixel(4, 4, 4);
    }

    private static PileupOptions.Builder window3x3(ValueType type) {
        return PileupOptions.flank(10).valueType(type).ignoreDiags(0);
    }

    private static Region bin(int bin) {
        return bin(bin, Strand.NONE);
    }

    private static Region bin(int bin, Strand strand) {
        return new Region("chr1", bin * 10L, bin * 10L + 10, strand, 1);
    }

    private PileupResult bed(CoolerBuilder map, PileupOptions.Builder options, Region... regions)
            throws IOException {
        try (CoolerFile file = CoolerFile.open(map.write(dir).file())) {
            return Pileup.onDiagonal(
                    file.map(), List.of(regions), options.build(), ScanProgress.NONE);
        }
    }

    private PileupResult pair(CoolerBuilder map, PileupOptions.Builder options, int bin1, int bin2)
            throws IOException {
        try (CoolerFile file = CoolerFile.open(map.write(dir).file())) {
            return Pileup.offDiagonal(
                    file.map(),
                    List.of(new RegionPair(bin(bin1), bin(bin2))),
                    options.build(),
                    ScanProgress.NONE);
        }
    }

    private static void assertMatrix(double[] values, double... wanted) {
        assertThat(values).containsExactly(wanted, within(1e-12));
    }

    @Test
    void theMeanOfRawCountsHasZeroWhereNoPixelIs() throws IOException {
        PileupResult result = bed(fiveBins(), window3x3(ValueType.RAW), bin(1), bin(2), bin(3));
        assertMatrix(
                result.values(),
                (8 + 6 + 10) / 3.0,
                (4 + 3 + 7) / 3.0,
                (2 + 5 + 2) / 3.0,
                (4 + 3 + 7) / 3.0,
                (6 + 10 + 12) / 3.0,
                (3 + 7 + 9) / 3.0,
                (2 + 5 + 2) / 3.0,
                (3 + 7 + 9) / 3.0,
                (10 + 12 + 4) / 3.0);
        assertThat(result.finiteCounts()).containsOnly(3);
        assertThat(result.regions().kept()).isEqualTo(3);
    }

    @Test
    void aMaskedBinLeavesItsRowAndColumnToTheOtherWindows() throws IOException {
        // Weights 1, 0.5, NaN, 2, 1. Windows around bins 1 (bins 0-2) and 3 (bins 2-4).
        CoolerBuilder map = fiveBins().weight(1, 0.5).weight(2, NAN).weight(3, 2);
        PileupResult result = bed(map, window3x3(ValueType.BALANCED), bin(1), bin(3));
        assertMatrix(
                result.values(),
                8 * 1 * 1,
                4 * 1 * 0.5,
                NAN, // row 0: window 1 only; column 2 of window 1 is masked
                4 * 0.5 * 1,
                (6 * 0.5 * 0.5 + 12 * 2 * 2) / 2,
                9 * 2 * 1,
                NAN,
                9 * 1 * 2,
                4 * 1 * 1);
        assertThat(result.finiteCounts()).containsExactly(1, 1, 0, 1, 2, 1, 0, 1, 1);
    }

    @Test
    void observedOverExpectedDividesByTheMeanOfEachDiagonal() throws IOException {
        // E(0) = (8 + 6 + 10 + 12 + 4) / 5 = 8, E(1) = (4 + 3 + 7 + 9) / 4 = 5.75,
        // E(2) = (2 + 5 + 2) / 3 = 3.
        PileupResult result = bed(fiveBins(), window3x3(ValueType.OBS_EXP), bin(1));
        assertMatrix(
                result.values(),
                8 / 8.0,
                4 / 5.75,
                2 / 3.0,
                4 / 5.75,
                6 / 8.0,
                3 / 5.75,
                2 / 3.0,
                3 / 5.75,
                10 / 8.0);
    }

    @Test
    void aMaskedBinIsNoPairOfTheExpected() throws IOException {
        // Bin 4 is masked: E(0) = (8 + 6 + 10 + 12) / 4 = 9, E(1) = 14 / 3, E(2) = 7 / 2.
        PileupResult result = bed(fiveBins().weight(4, NAN), window3x3(ValueType.OBS_EXP), bin(3));
        assertMatrix(
                result.values(),
                10 / 9.0,
                7 / (14 / 3.0),
                NAN,
                7 / (14 / 3.0),
                12 / 9.0,
                NAN,
                NAN,
                NAN,
                NAN);
    }

    @Test
    void theSumRatioOfPairsDividesSumByTheirOwnExpected() throws IOException {
        // Pairs (1, 2) and (1, 3): cell (1, 1) observes 3 at distance 1 and 5 at distance 2.
        try (CoolerFile file = CoolerFile.open(fiveBins().write(dir).file())) {
            PileupResult result =
                    Pileup.offDiagonal(
                            file.map(),
                            List.of(new RegionPair(bin(1), bin(2)), new RegionPair(bin(1), bin(3))),
                            window3x3(ValueType.OBS_EXP_RAW).reduction(Reduction.SUM_RATIO).build(),
                            ScanProgress.NONE);
            assertThat(result.values()[4]).isCloseTo((3 + 5) / (5.75 + 3), within(1e-12));
            // The mean of ratios is another number: (3 / 5.75 + 5 / 3) / 2 = 1.094…
            assertThat(result.values()[4]).isNotCloseTo((3 / 5.75 + 5 / 3.0) / 2, within(0.1));
            assertThat(result.standardErrors()).containsOnly(NAN);
        }
    }

    @Test
    void theMedianOfAnOddNumberIsTheMiddleAndOfAnEvenNumberTheMeanOfTheTwoThere()
            throws IOException {
        PileupOptions.Builder median = window3x3(ValueType.RAW).reduction(Reduction.MEDIAN);
        PileupResult odd = bed(fiveBins().name("odd"), median, bin(1), bin(2), bin(3));
        // Cell (0, 0): 8, 6, 10; (0, 1): 4, 3, 7; (0, 2): 2, 5, 2; (1, 1): 6, 10, 12;
        // (1, 2): 3, 7, 9; (2, 2): 10, 12, 4.
        assertMatrix(odd.values(), 8, 4, 2, 4, 10, 7, 2, 7, 10);
        PileupResult even = bed(fiveBins().name("even"), median, bin(1), bin(2), bin(3), bin(3));
        // Cell (0, 0): 6, 8, 10, 10; (0, 1): 3, 4, 7, 7; (0, 2): 2, 2, 2, 5; (1, 1): 6, 10, 12,
        // 12; (1, 2): 3, 7, 9, 9; (2, 2): 4, 4, 10, 12.
        assertMatrix(even.values(), 9, 5.5, 2, 5.5, 11, 8, 2, 8, 7);
    }

    @Test
    void theStandardErrorIsThatOfTheMean() throws IOException {
        PileupResult result = bed(fiveBins(), window3x3(ValueType.RAW), bin(1), bin(2), bin(3));
        // Cell (0, 0): 8, 6, 10 about 8: s² = (0 + 4 + 4) / 2 = 4, error = 2 / √3.
        assertThat(result.standardErrors()[0]).isCloseTo(2 / Math.sqrt(3), within(1e-12));
        // Cell (0, 2): 2, 5, 2 about 3: s² = (1 + 4 + 1) / 2 = 3, error = √3 / √3.
        assertThat(result.standardErrors()[2]).isCloseTo(1, within(1e-12));
    }

    @Test
    void oneValueHasNoStandardErrorAndEqualValuesHaveNone() throws IOException {
        PileupResult one = bed(fiveBins().name("one"), window3x3(ValueType.RAW), bin(1));
        assertThat(one.standardErrors()).containsOnly(NAN);
        PileupResult two = bed(fiveBins().name("two"), window3x3(ValueType.RAW), bin(1), bin(1));
        assertThat(two.standardErrors()).containsOnly(0);
    }

    @Test
    void aWindowOfTheMinusStrandIsReflectedInItsAntiDiagonal() throws IOException {
        PileupResult plus =
                bed(
                        fiveBins().name("plus"),
                        window3x3(ValueType.RAW).flip(true),
                        bin(1, Strand.PLUS));
        PileupResult minus =
                bed(
                        fiveBins().name("minus"),
                        window3x3(ValueType.RAW).flip(true),
                        bin(1, Strand.MINUS));
        assertMatrix(plus.values(), 8, 4, 2, 4, 6, 3, 2, 3, 10);
        assertMatrix(minus.values(), 10, 3, 2, 3, 6, 4, 2, 4, 8);
    }

    @Test
    void aPairIsFlippedByItsFirstStrand() throws IOException {
        try (CoolerFile file = CoolerFile.open(fiveBins().write(dir).file())) {
            PileupOptions options = window3x3(ValueType.RAW).flip(true).bothTriangles(true).build();
            List<RegionPair> minusPlus =
                    List.of(new RegionPair(bin(1, Strand.MINUS), bin(3, Strand.PLUS)));
            List<RegionPair> plusMinus =
                    List.of(new RegionPair(bin(1, Strand.PLUS), bin(3, Strand.MINUS)));
            // Rows 0-2, columns 2-4: 2 0 1 / 3 5 0 / 10 7 2.
            assertMatrix(
                    Pileup.offDiagonal(file.map(), plusMinus, options, ScanProgress.NONE).values(),
                    2,
                    0,
                    1,
                    3,
                    5,
                    0,
                    10,
                    7,
                    2);
            assertMatrix(
                    Pileup.offDiagonal(file.map(), minusPlus, options, ScanProgress.NONE).values(),
                    2,
                    0,
                    1,
                    7,
                    5,
                    0,
                    10,
                    3,
                    2);
        }
    }

    @Test
    void aPairAcrossTheDiagonalHasItsLowerTriangleOnlyIfAskedFor() throws IOException {
        // Rows 0-2, columns 1-3: below the diagonal is row 2, column 1, the mirror of (1, 2) = 3.
        PileupResult upper = pair(fiveBins().name("upper"), window3x3(ValueType.RAW), 1, 2);
        assertMatrix(upper.values(), 4, 2, 0, 6, 3, 5, NAN, 10, 7);
        PileupResult both =
                pair(fiveBins().name("both"), window3x3(ValueType.RAW).bothTriangles(true), 1, 2);
        assertMatrix(both.values(), 4, 2, 0, 6, 3, 5, 3, 10, 7);
        assertThat(both.regions().reversedPairs()).isZero();
    }

    @Test
    void aPairBelowTheDiagonalIsMaskedEntirelyUnlessBothTrianglesCount() throws IOException {
        PileupOptions.Builder small =
                PileupOptions.flank(0).valueType(ValueType.RAW).ignoreDiags(0);
        PileupResult upper = pair(fiveBins().name("upper"), small, 3, 1);
        assertMatrix(upper.values(), NAN);
        assertThat(upper.regions().reversedPairs()).isEqualTo(1);
        assertThat(upper.regions().dropped()).containsEntry(DropReason.MASKED_ENTIRELY, 1L);
        PileupResult both = pair(fiveBins().name("both"), small.bothTriangles(true), 3, 1);
        assertMatrix(both.values(), 5);
        assertThat(both.regions().kept()).isEqualTo(1);
    }

    @Test
    void ignoredDiagonalsAreCountedWithTheirSign() throws IOException {
        PileupResult bed =
                bed(fiveBins().name("bed"), window3x3(ValueType.RAW).ignoreDiags(2), bin(1));
        assertMatrix(bed.values(), NAN, NAN, 2, NAN, NAN, NAN, 2, NAN, NAN);
        // Rows 0-2, columns 1-3: distances 1 2 3 / 0 1 2 / -1 0 1.
        PileupResult upper =
                pair(fiveBins().name("upper"), window3x3(ValueType.RAW).ignoreDiags(1), 1, 2);
        assertMatrix(upper.values(), 4, 2, 0, NAN, 3, 5, NAN, NAN, 7);
        PileupResult both =
                pair(
                        fiveBins().name("both"),
                        window3x3(ValueType.RAW).ignoreDiags(1).bothTriangles(true),
                        1,
                        2);
        assertMatrix(both.values(), 4, 2, 0, NAN, 3, 5, 3, NAN, 7);
    }

    @Test
    void diagonalsAreIgnoredAsTheWeightsSayAndTwoOtherwise() throws IOException {
        PileupOptions.Builder balanced = PileupOptions.flank(10).valueType(ValueType.BALANCED);
        assertThat(bed(fiveBins().name("1").ignoreDiags(1), balanced, bin(1)).ignoreDiags())
                .isEqualTo(1);
        assertThat(bed(fiveBins().name("2").noWeightAttributes(), balanced, bin(1)).ignoreDiags())
                .isEqualTo(2);
        PileupOptions.Builder raw = PileupOptions.flank(10).valueType(ValueType.RAW);
        assertThat(bed(fiveBins().name("3").ignoreDiags(1), raw, bin(1)).ignoreDiags())
                .isEqualTo(2);
    }

    @Test
    void repeatedPixelsAreSummed() throws IOException {
        // Every pixel is followed by one more of count 1 in the same place.
        PileupResult result = bed(fiveBins().duplicates(1), window3x3(ValueType.RAW), bin(1));
        assertMatrix(result.values(), 9, 5, 3, 5, 7, 4, 3, 4, 11);
    }

    @Test
    void aSquareMapIsReadAsItIs() throws IOException {
        CoolerBuilder square = fiveBins().square().pixel(2, 1, 30).pixel(1, 0, 40);
        PileupResult bed = bed(square.name("bed"), window3x3(ValueType.RAW), bin(1));
        assertMatrix(bed.values(), 8, 4, 2, 4, 6, 3, 2, 3, 10);
        PileupResult both =
                pair(square.name("both"), window3x3(ValueType.RAW).bothTriangles(true), 1, 2);
        assertMatrix(both.values(), 4, 2, 0, 6, 3, 5, 30, 10, 7);
    }

    @Test
    void anExpectedOfZeroLeavesTheCellOut() throws IOException {
        // Two arms meet within bin 2. Its pixels are summed in the later one, so in the first
        // (bins 0-2) only bins 0 and 1 have sums: E(0) = (8 + 6) / 3, E(1) = 4 / 2, E(2) = 0 / 1.
        // Cell (0, 2) is 2 / 0 there, and NaN, not infinite.
        PileupOptions.Builder options =
                window3x3(ValueType.OBS_EXP)
                        .view(
                                View.of(
                                        Chromsizes.of(List.of(new Chromosome("chr1", 50))),
                                        List.of(
                                                new ViewRegion("p", 0, 0, 25),
                                                new ViewRegion("q", 0, 25, 50))));
        PileupResult result = bed(fiveBins(), options, bin(1));
        assertMatrix(
                result.values(),
                8 / (14 / 3.0),
                4 / 2.0,
                NAN,
                4 / 2.0,
                6 / (14 / 3.0),
                3 / 2.0,
                NAN,
                3 / 2.0,
                10 / (14 / 3.0));
        assertThat(result.finiteCounts()).containsExactly(1, 1, 0, 1, 1, 1, 0, 1, 1);
    }

    @Test
    void zeroOverAnExpectedOfZeroLeavesTheCellOutToo() throws IOException {
        // No pixel at distance 2: 0 / 0.
        CoolerBuilder map =
                CoolerBuilder.blank().chrom("chr1", 30).binSize(10).pixel(0, 0, 3).pixel(1, 2, 5);
        PileupResult result = bed(map, window3x3(ValueType.OBS_EXP), bin(1));
        // E(0) = 3 / 3, E(1) = 5 / 2, E(2) = 0 / 1.
        assertMatrix(result.values(), 3, 0, NAN, 0, 0, 2, NAN, 2, 0);
    }

    @Test
    void aWindowOverTheEdgeIsDroppedOrKeepsItsPartInside() throws IOException {
        PileupResult dropped = bed(fiveBins().name("drop"), window3x3(ValueType.RAW), bin(0));
        assertThat(dropped.values()).containsOnly(NAN);
        assertThat(dropped.regions().dropped()).containsEntry(DropReason.OFF_EDGE, 1L);
        assertThat(dropped.regions().kept()).isZero();
        PileupResult partial =
                bed(
                        fiveBins().name("partial"),
                        window3x3(ValueType.RAW).edges(Edges.PARTIAL),
                        bin(0));
        assertMatrix(partial.values(), NAN, NAN, NAN, NAN, 8, 4, NAN, 4, 6);
        assertThat(partial.regions().kept()).isEqualTo(1);
    }

    @Test
    void theCentreIsTheMiddleOfTheRegionRoundedDown() throws IOException {
        PileupOptions.Builder cell = PileupOptions.flank(0).valueType(ValueType.RAW).ignoreDiags(0);
        // (19 + 20) / 2 = 19.5 is base 19, of bin 1; (19 + 21) / 2 = 20 is of bin 2.
        assertMatrix(
                bed(fiveBins().name("1"), cell, new Region("chr1", 19, 20, Strand.NONE, 1))
                        .values(),
                6);
        assertMatrix(
                bed(fiveBins().name("2"), cell, new Region("chr1", 19, 21, Strand.NONE, 1))
                        .values(),
                10);
    }

    @Test
    void controlsDivideTheMean() throws IOException {
        // 100 bins of 100 kb, every diagonal pixel 2, that of bin 50 is 10. Windows of one bin
        // around bin 50; a shift of 100 kb to 1 Mb never comes back to bin 50, so that the mean
        // of the controls is 2, the ratio 10 / 2.
        CoolerBuilder map = CoolerBuilder.blank().chrom("chr1", 10_000_000).binSize(100_000);
        for (int bin = 0; bin < 100; bin++) {
            map.pixel(bin, bin, bin == 50 ? 10 : 2);
        }
        PileupResult result =
                bed(
                        map,
                        PileupOptions.flank(0)
                                .valueType(ValueType.RAW)
                                .ignoreDiags(0)
                                .scoreSize(1)
                                .controls(20, 3),
                        new Region("chr1", 5_000_000, 5_100_000, Strand.NONE, 1));
        assertMatrix(result.values(), 10 / 2.0);
        assertThat(result.finiteCounts()).containsExactly(1);
        assertThat(result.regions().controlsPlaced()).isEqualTo(20);
        assertThat(result.regions().controlsMissed()).isZero();
    }

    @Test
    void theScoreIsTheMeanOfTheCentreOverThatOfTheCorners() {
        // 7 × 7 cells of 2; corners of 3 × 3 are 1 but for two: a NaN, which counts in neither
        // sum nor number, and a 36. Centre: eight 8 and a NaN.
        double[] matrix = new double[49];
        Arrays.fill(matrix, 2);
        for (int row : new int[] {0, 1, 2, 4, 5, 6}) {
            for (int column : new int[] {0, 1, 2, 4, 5, 6}) {
                matrix[row * 7 + column] = 1;
            }
        }
        matrix[0] = NAN;
        matrix[6] = 36;
        for (int row = 2; row <= 4; row++) {
            for (int column = 2; column <= 4; column++) {
                matrix[row * 7 + column] = 8;
            }
        }
        matrix[24] = NAN;
        // Corners: 36 cells, 4 of them (the centre's own corners) 8, one NaN, one 36, 30 of 1.
        assertThat(Score.of(matrix, 7, 3)).isCloseTo(8 / ((4 * 8 + 36 + 30) / 35.0), within(1e-12));
        // Of single cells: the centre is NaN.
        assertThat(Score.of(matrix, 7, 1)).isNaN();
        assertThat(Score.of(matrix, 7, 9)).isNaN();
        // Corners of 5 × 5 would overlap.
        assertThat(Score.of(matrix, 7, 5)).isNaN();
        // 3 × 3 cells: the centre is 5, the corners 0.
        double[] emptyCorners = {0, 1, 0, 1, 5, 1, 0, 1, 0};
        assertThat(Score.of(emptyCorners, 3, 1)).isNaN();
    }
}
