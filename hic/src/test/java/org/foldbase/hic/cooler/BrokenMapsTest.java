package org.foldbase.hic.cooler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.foldbase.hic.testing.BuiltCooler;
import org.foldbase.hic.testing.BuiltMap.Pixel;
import org.foldbase.hic.testing.CoolerBuilder;
import org.foldbase.hic.testing.RawCooler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for and not there, and maps that contradict themselves: one sentence each. */
class BrokenMapsTest {
    @TempDir Path dir;

    @Test
    void aMissingResolutionIsRefusedWithThoseThereAre() throws IOException {
        BuiltCooler built = CoolerBuilder.map().resolutions(20_000, 50_000).write(dir);
        try (CoolerFile file = CoolerFile.open(built.file())) {
            assertRefused(
                    () -> file.map(30_000),
                    "%s has no map with 30000 bp bins; it has /resolutions/10000, /resolutions/20000, /resolutions/50000"
                            .formatted(built.file()));
        }
    }

    @Test
    void aFileOfSeveralMapsAsksForOneOfThem() throws IOException {
        BuiltCooler built = CoolerBuilder.map().resolutions(20_000).write(dir);
        try (CoolerFile file = CoolerFile.open(built.file())) {
            assertRefused(
                    file::map,
                    "%s holds 2 maps, name one of them: /resolutions/10000, /resolutions/20000"
                            .formatted(built.file()));
        }
    }

    @Test
    void aMissingGroupIsRefusedWithThoseThereAre() throws IOException {
        BuiltCooler built = CoolerBuilder.map().resolutions(20_000).write(dir);
        try (CoolerFile file = CoolerFile.open(built.file())) {
            assertRefused(
                    () -> file.map("resolutions/1000"),
                    "%s has no map in resolutions/1000; it has /resolutions/10000, /resolutions/20000"
                            .formatted(built.file()));
            assertThat(file.map("resolutions/20000/").group()).isEqualTo("/resolutions/20000");
        }
    }

    @Test
    void aMapWithoutWeightsSaysSo() throws IOException {
        BuiltCooler built = CoolerBuilder.map().noWeights().write(dir);
        try (CoolerFile file = CoolerFile.open(built.file())) {
            ContactMap map = file.map();
            assertThat(map.weightNames()).isEmpty();
            assertRefused(
                    () -> map.weights("weight"),
                    "%s has no balancing weights named \"weight\"; it has none at all, so only raw values can be had"
                            .formatted(built.file()));
        }
    }

    @Test
    void aWrongWeightNameIsRefusedWithThoseThereAre() throws IOException {
        Path file =
                RawCooler.bins(2)
                        .floats("bins/KR", 2.0, 4.0)
                        .floats("bins/weight", 1.0, 1.0)
                        .write(dir);
        try (CoolerFile cooler = CoolerFile.open(file)) {
            ContactMap map = cooler.map();
            assertRefused(
                    () -> map.weights("VC"),
                    "%s has no balancing weights named \"VC\"; it has KR, weight".formatted(file));
        }
    }

    @Test
    void columnsOfJuicerDivideByTheirNameAndOthersMultiply() throws IOException {
        Path file =
                RawCooler.bins(3)
                        .floats("bins/KR", 2, 0.5, Double.NaN)
                        .floats("bins/VC", 0, 4, Double.POSITIVE_INFINITY)
                        .floats("bins/VC_SQRT", 8, 1, 2)
                        .floats("bins/weight", 8, 0, Double.POSITIVE_INFINITY)
                        .write(dir);
        try (CoolerFile cooler = CoolerFile.open(file)) {
            ContactMap map = cooler.map();
            assertThat(map.weights("KR").factors()).containsExactly(0.5, 2, Double.NaN);
            assertThat(map.weights("VC").factors()).containsExactly(Double.NaN, 0.25, 0);
            assertThat(map.weights("VC_SQRT").factors()).containsExactly(0.125, 1, 0.5);
            assertThat(map.weights("weight").factors()).containsExactly(8, 0, Double.NaN);
            assertThat(map.weights("weight").ignoreDiags()).isEqualTo(OptionalInt.empty());
        }
    }

    /** cooler balances a map of one bin as it does any other, with ignore_diags = 2. */
    @Test
    void aMapOfFewerBinsThanBalancingIgnoredDiagonalsIsRead() throws IOException {
        BuiltCooler built = CoolerBuilder.blank().chrom("chr1", 10_000).ignoreDiags(2).write(dir);
        try (CoolerFile file = CoolerFile.open(built.file())) {
            Weights weights = file.map().weights("weight");
            assertThat(weights.ignoreDiags()).isEqualTo(OptionalInt.of(2));
            assertThat(weights.factors()).containsExactly(1);
        }
    }

    @Test
    void ignoredDiagonalsThatAreNoNumberOfDiagonalsAreRefused() throws IOException {
        BuiltCooler built = CoolerBuilder.blank().weightAttribute("ignore_diags", -1).write(dir);
        try (CoolerFile file = CoolerFile.open(built.file())) {
            assertRefused(
                    () -> file.map().weights("weight"),
                    "%s: bins/weight has ignore_diags -1".formatted(built.file()));
        }
    }

    @Test
    void chromosomeOffsetsThatContradictTheBinsAreRefused() throws IOException {
        assertMapRefused(
                RawCooler.bins(4).column("indexes/chrom_offset", 0, 3),
                "indexes/chrom_offset runs from 0 to 3, but there are 4 bins");
    }

    @Test
    void chromosomeOffsetsThatDoNotBeginAtZeroAreRefused() throws IOException {
        assertMapRefused(
                RawCooler.bins(4).column("indexes/chrom_offset", 1, 4),
                "indexes/chrom_offset runs from 1 to 4, but there are 4 bins");
    }

    @Test
    void tooFewChromosomeOffsetsAreRefused() throws IOException {
        assertMapRefused(
                RawCooler.bins(4).column("indexes/chrom_offset", 0),
                "indexes/chrom_offset has 1 values for 1 chromosomes");
    }

    @Test
    void aChromosomeWithTooFewBinsForItsLengthIsRefused() throws IOException {
        assertMapRefused(
                RawCooler.bins(4).column("chroms/length", 1_000),
                "chromosome chr1 of 1000 bp has 4 bins of 10 bp where it needs 100");
    }

    @Test
    void columnsOfDifferentLengthsAreRefused() throws IOException {
        assertMapRefused(
                RawCooler.bins(2)
                        .pixels(List.of(new Pixel(0, 1, 3)))
                        .floats("pixels/count", 1.0, 2.0),
                "pixels/bin2_id has 1 values, pixels/count has 2");
    }

    @Test
    void aMissingColumnIsRefusedByName() throws IOException {
        assertMapRefused(
                RawCooler.bins(2).without("pixels/count"), "there is no dataset pixels/count");
    }

    @Test
    void aStorageModeOfTheFutureIsRefused() throws IOException {
        assertMapRefused(
                RawCooler.bins(2).attribute("storage-mode", "symmetric-lower"),
                "storage mode \"symmetric-lower\" is not known");
    }

    @Test
    void anIndexOfRowsThatFallsIsRefused() throws IOException {
        assertOffsetsRefused("indexes/bin1_offset falls after bin 1", new long[] {0, 2, 1, 3, 3});
    }

    @Test
    void anIndexOfRowsThatEndsElsewhereIsRefused() throws IOException {
        assertOffsetsRefused(
                "indexes/bin1_offset runs from 0 to 2, but there are 3 pixels",
                new long[] {0, 1, 2, 2, 2});
    }

    @Test
    void anIndexOfTooFewRowsIsRefused() throws IOException {
        assertOffsetsRefused(
                "indexes/bin1_offset has 4 values for 4 bins", new long[] {0, 1, 2, 3});
    }

    private void assertOffsetsRefused(String why, long[] offsets) throws IOException {
        List<Pixel> pixels = List.of(new Pixel(0, 1, 1), new Pixel(1, 1, 1), new Pixel(2, 3, 1));
        Path file =
                RawCooler.bins(4).pixels(pixels).column("indexes/bin1_offset", offsets).write(dir);
        try (CoolerFile cooler = CoolerFile.open(file)) {
            ContactMap map = cooler.map();
            assertRefused(map::bin1Offsets, file + ": " + why);
        }
    }

    private void assertMapRefused(RawCooler raw, String why) throws IOException {
        Path file = raw.write(dir);
        try (CoolerFile cooler = CoolerFile.open(file)) {
            assertRefused(cooler::map, file + ": " + why);
        }
    }

    private static void assertRefused(ThrowingCallable asking, String message) {
        assertThatExceptionOfType(CoolerException.class).isThrownBy(asking).withMessage(message);
    }
}
