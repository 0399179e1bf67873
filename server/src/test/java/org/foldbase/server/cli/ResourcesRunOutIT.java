package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No room on disk, no room in memory. */
class ResourcesRunOutIT {
    @TempDir Path dir;
    @TempDir Path work;

    private Path map;
    private Path regions;
    private Path out;
    private Map<String, String> before;

    @BeforeEach
    void write() throws IOException {
        map = CoolerBuilder.map().chrom("chr1", 30_000_000).density(0.01).write(dir).file();
        regions = BedBuilder.bed().chrom("chr1", 30_000_000).random(50).write(dir).file();
        out = Files.createDirectory(dir.resolve("out"));
        Files.writeString(out.resolve("x.tsv"), "earlier");
        before = Run.contents(out);
    }

    @Test
    void aFullDiskIsOneSentenceAndLeavesWhatWasThere() throws Exception {
        Run run =
                new Launched(work)
                        .command(
                                "bash",
                                "-c",
                                "ulimit -f 8 && exec \"$0\" \"$@\"",
                                Launched.LAUNCHER,
                                "pileup",
                                map,
                                regions,
                                "--flank",
                                200_000,
                                "-o",
                                out.resolve("x"));
        assertThat(run)
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "foldbase: %s could not be written: File too large%n"
                                        .formatted(out.resolve("x"))));
        assertThat(Run.contents(out)).isEqualTo(before);
    }

    @Test
    void tooLittleMemoryIsOneSentenceAndLeavesWhatWasThere() throws Exception {
        Run run =
                new Launched(work)
                        .with("JAVA_TOOL_OPTIONS", "-Xmx24m")
                        .foldbase(
                                "pileup",
                                map,
                                regions,
                                "--flank",
                                5_000_000,
                                "--controls",
                                1000,
                                "-o",
                                out.resolve("x"));
        assertThat(run.err().lines().filter(it -> !it.startsWith("Picked up JAVA_TOOL_OPTIONS")))
                .singleElement()
                .asString()
                .matches("foldbase: out of memory: 2\\d MB are too few; allow more, say .*");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(Run.contents(out)).isEqualTo(before);
    }
}
