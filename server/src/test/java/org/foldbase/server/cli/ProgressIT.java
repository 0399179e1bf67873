package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressIT {
    @TempDir Path dir;
    @TempDir Path work;

    private String command;

    @BeforeEach
    void write() throws IOException {
        Path map = CoolerBuilder.map().write(dir).file();
        Path regions = BedBuilder.bed().random(20).write(dir).file();
        command =
                "'%s' pileup '%s' '%s' --flank 50000 -o '%s'"
                        .formatted(Launched.LAUNCHER, map, regions, dir.resolve("x"));
    }

    @Test
    void aTerminalShowsABarAndClearsIt() throws Exception {
        assumeThat(Launched.works("script", "-qec", "true", "/dev/null"))
                .as("script of util-linux, for a terminal")
                .isTrue();
        Run run = new Launched(work).command("script", "-qec", command, "/dev/null");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "\rAveraging", "100%", "\r" + " ".repeat(79) + "\r", "regions averaged");
    }

    @Test
    void aPipeShowsNone() throws Exception {
        Run run = new Launched(work).command("bash", "-c", command + " 2>&1 | cat");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("regions averaged")
                .doesNotContain("Averaging", "\r", "\033");
    }
}
