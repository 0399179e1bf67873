package org.foldbase.hic.pileup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.foldbase.hic.testing.BuiltMap.Pixel;
import org.foldbase.hic.testing.RawCooler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 100,000 windows of 41 × 41 bins over expected, in a Java of its own with a small heap. */
class PileupMemoryTest {
    @TempDir Path dir;

    @Test
    void meansOf100000WindowsOnTheDiagonalTake64Megabytes() throws Exception {
        assertRuns("64m", "BED", "MEAN");
    }

    @Tag("proof")
    @ParameterizedTest
    @CsvSource({"BED, MEAN", "BED, MEDIAN", "BEDPE, MEAN", "BEDPE, MEDIAN"})
    void noPileupOf100000WindowsTakesMoreThan512Megabytes(String format, String reduction)
            throws Exception {
        assertRuns("512m", format, reduction);
    }

    private void assertRuns(String heap, String format, String reduction) throws Exception {
        Path map = writeMap();
        Path output = dir.resolve("output");
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx" + heap,
                                "-cp",
                                System.getProperty("java.class.path"),
                                LargePileup.class.getName(),
                                map.toString(),
                                format,
                                reduction)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        int exit = process.waitFor();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(exit).as(said).isZero();
        assertThat(said).contains("kept, ").contains(" finite cells");
        assertThat(Integer.parseInt(said.split(" ", 2)[0])).isGreaterThan(90_000);
    }

    /** 10,000 bins; 40 pixels in each row up to a distance of 80, every 50th bin masked. */
    private Path writeMap() throws IOException {
        int bins = 10_000;
        SplittableRandom random = new SplittableRandom(1);
        List<Pixel> pixels = new ArrayList<>();
        double[] weights = random.doubles(bins, 0.5, 2).toArray();
        for (int row = 0; row < bins; row++) {
            for (int d = random.nextInt(2); d < 80 && row + d < bins; d += 2) {
                pixels.add(new Pixel(row, row + d, 1 + random.nextInt(100)));
            }
            weights[row] = row % 50 == 0 ? Double.NaN : weights[row];
        }
        return RawCooler.bins(bins).pixels(pixels).floats("bins/weight", weights).write(dir);
    }
}
