package org.foldbase.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.pileup.ValueType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private static final int THREADS = 2;
    private static final SyntheticMap SOURCE = new SyntheticMap(20);

    @TempDir private static Path folder;
    private static CoolerFile file;
    private static ContactMap map;

    @BeforeAll
    static void writeTheMap() throws IOException {
        file = CoolerFile.open(SOURCE.in(folder));
        map = file.map();
    }

    @AfterAll
    static void closeTheMap() {
        file.close();
    }

    @Test
    void theMapHasAFewContactsForEveryBinAndSomeMaskedBins() throws IOException {
        assertThat(map.pixelCount()).isBetween(400_000L, 600_000L);
        assertThat(map.weights("weight").factors()).contains(Double.NaN).hasSize(map.binCount());
    }

    @Test
    void aMapIsWrittenWithTheSameBytesAgain(@TempDir Path elsewhere) throws IOException {
        assertThat(SOURCE.in(elsewhere)).hasSameBinaryContentAs(SOURCE.in(folder));
        assertThat(elsewhere).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void readingPassesItsGate() {
        assertThatNoException()
                .isThrownBy(() -> new ReadingJob(map, SOURCE, THREADS).gate().decompress());
    }

    @Test
    void expectedContactsPassTheirGate() {
        assertThatNoException().isThrownBy(() -> new ExpectedJob(map, THREADS).gate().decompress());
    }

    @ParameterizedTest(name = "{1} windows, {0}")
    @CsvSource({"RAW,300", "RAW,20000", "OBS_EXP,300", "OBS_EXP,20000"})
    void pileupsOfRegionsPassTheirGate(ValueType valueType, int windows) {
        PileupJob job = PileupJob.ofRegions(map, windows, valueType, THREADS);
        assertThatNoException().isThrownBy(() -> job.gate().decompress());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"RAW", "OBS_EXP"})
    void pileupsOfPairsPassTheirGate(ValueType valueType) {
        PileupJob job = PileupJob.ofPairs(map, 2000, valueType, THREADS);
        assertThatNoException().isThrownBy(() -> job.gate().decompress());
    }

    @Test
    void readingAnotherMapThanTheOneWrittenIsRefused() throws IOException {
        ReadingJob job = new ReadingJob(map, new SyntheticMap(19), THREADS);
        assertThatExceptionOfType(WrongAnswerException.class)
                .isThrownBy(job::gate)
                .withMessageMatching("pixel \\d+ is not the one of row \\d+, column .*");
    }

    @Test
    void aValueThatDiffersInItsNinthPlaceIsRefused() {
        assertThatExceptionOfType(WrongAnswerException.class)
                .isThrownBy(() -> requireClose(2, 2.000000004))
                .withMessage("mean of cell 0 is 2.000000004, but should be 2.0");
    }

    @Test
    void aValueWhereThereShouldBeNoneIsRefused() {
        assertThatExceptionOfType(WrongAnswerException.class)
                .isThrownBy(() -> requireClose(Double.NaN, 0));
        assertThatExceptionOfType(WrongAnswerException.class)
                .isThrownBy(() -> requireClose(0, Double.NaN));
    }

    @Test
    void anotherCountIsRefused() {
        assertThatExceptionOfType(WrongAnswerException.class)
                .isThrownBy(() -> Answers.requireEqual("count", new long[] {1}, new long[] {2}))
                .withMessage("count 0 is 2, but should be 1");
    }

    @Test
    void everyBenchmarkIsKnownToJmh() throws IOException {
        try (InputStream list =
                Objects.requireNonNull(
                        GateTest.class.getResourceAsStream("/META-INF/BenchmarkList"))) {
            String known = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(known)
                    .contains("readPixels", "expected", "pileupOfRegions", "pileupOfPairs");
        }
    }

    private static void requireClose(double expected, double actual) {
        Answers.requireClose("mean of cell", new double[] {expected}, new double[] {actual});
    }
}
