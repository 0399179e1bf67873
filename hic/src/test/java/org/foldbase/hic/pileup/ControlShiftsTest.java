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
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.internal.scan.RegionIndex;
import org.foldbase.hic.pileup.Windows.Window;
import org.foldbase.hic.testing.RawCooler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where control windows are put, on a chromosome of 5 Mb in bins of 10 bp. */
class ControlShiftsTest {
    private static final int BINS = 500_000;
    private static final int COPIES = 1_000;

    @TempDir Path dir;

    private static Region at(long startBp) {
        return new Region("chr1", startBp, startBp + 100, Strand.NONE, 1);
    }

    private static RegionPair pair(long startBp) {
        return new RegionPair(at(startBp), at(startBp + 70_000));
    }

    /** The windows of pairs in their order, each followed by its controls. */
    private List<Window> place(long seed, List<RegionPair> pairs) throws IOException {
        Path path = dir.resolve("raw.cool");
        if (!path.toFile().exists()) {
            RawCooler.bins(BINS).write(dir);
        }
        try (CoolerFile file = CoolerFile.open(path)) {
            ContactMap map = file.map();
            View view = View.ofChromosomes(map.chromsizes());
            PileupOptions options = PileupOptions.flank(20).controls(COPIES, seed).build();
            return new WindowPlacer(
                            map,
                            view,
                            new RegionIndex(map, view, RawCooler.BIN_SIZE_BP),
                            RawCooler.BIN_SIZE_BP,
                            options,
                            new RegionCounts.Tally())
                    .offDiagonal(pairs);
        }
    }

    @Test
    void shiftsAreUniformBetween100KbAnd1MbToBothSides() throws IOException {
        List<Window> windows = place(1, List.of(pair(2_500_000)));
        int home = windows.getFirst().firstRow();
        double[] shiftsBp =
                windows.stream()
                        .skip(1)
                        .mapToDouble(w -> (w.firstRow() - home) * (double) RawCooler.BIN_SIZE_BP)
                        .toArray();
        assertThat(shiftsBp).hasSize(COPIES);
        int left = 0;
        int[] tenths = new int[9];
        for (double shift : shiftsBp) {
            // A shift is rounded to bins of 10 bp.
            assertThat(Math.abs(shift)).isBetween(99_990.0, 1_000_010.0);
            left += shift < 0 ? 1 : 0;
            tenths[(int) Math.clamp(Math.abs(shift) / 100_000 - 1, 0, 8)]++;
        }
        // Five standard deviations: 500 ± 5 · 16 and 111 ± 5 · 10.
        assertThat(left).isCloseTo(COPIES / 2, within(80));
        assertThat(Arrays.stream(tenths)).allMatch(count -> Math.abs(count - COPIES / 9.0) < 50);
    }

    @Test
    void bothAnchorsShiftAlike() throws IOException {
        assertThat(place(1, List.of(pair(2_500_000))))
                .allMatch(w -> w.firstColumn() - w.firstRow() == 7_000);
    }

    @Test
    void aSeedGivesItsShiftsAgainAndAnotherSeedOthers() throws IOException {
        List<RegionPair> pairs = List.of(pair(2_500_000), pair(2_000_000));
        List<Window> windows = place(7, pairs);
        assertThat(place(7, pairs)).isEqualTo(windows);
        assertThat(place(8, pairs)).isNotEqualTo(windows);
    }

    @Test
    void theShiftsOfARegionDependOnItsPlaceInTheFileAndNotOnOtherRegions() throws IOException {
        List<Window> windows = place(7, List.of(pair(2_500_000), pair(2_000_000)));
        List<Window> other = place(7, List.of(pair(50), pair(2_000_000)));
        int each = COPIES + 1;
        List<Window> second = windows.subList(each, 2 * each);
        assertThat(other.subList(other.size() - each, other.size())).isEqualTo(second);
        List<Window> same = place(7, List.of(pair(2_000_000), pair(2_000_000)));
        assertThat(same.subList(each, 2 * each)).isEqualTo(second);
        assertThat(same.subList(0, each)).isNotEqualTo(second);
    }

    @Test
    void aCopyThatFindsNoPlaceIsCounted() throws IOException {
        Path path = RawCooler.bins(5_000).write(dir); // 50 kb: every shift leaves it
        try (CoolerFile file = CoolerFile.open(path)) {
            PileupResult result =
                    Pileup.onDiagonal(
                            file.map(),
                            List.of(at(25_000)),
                            PileupOptions.flank(20).valueType(ValueType.RAW).controls(6, 1).build(),
                            ScanProgress.NONE);
            assertThat(result.regions().controlsPlaced()).isZero();
            assertThat(result.regions().controlsMissed()).isEqualTo(6);
            assertThat(result.regions().kept()).isEqualTo(1);
            assertThat(result.values()).containsOnly(Double.NaN);
        }
    }
}
