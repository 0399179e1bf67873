package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path dir;
    @TempDir Path work;

    @Test
    void aFreshFolderHasItsFiguresWithinTwentySeconds() throws Exception {
        Path folder = dir.resolve("new/demo");
        Instant start = Instant.now();
        Run run = new Launched(work).foldbase("demo", "--data-dir", folder);
        assertThat(Duration.between(start, Instant.now())).isLessThan(LIMIT);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("Look at      " + folder.resolve("loops.png"));
        assertThat(Files.readAllBytes(folder.resolve("loops.png"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(Run.contents(folder)).hasSize(3 + 2 * 7);
        assertThat(score(folder.resolve("loops.tsv"))).isGreaterThan(1.5);
    }

    @Test
    void withoutAFolderItsFilesAreInTheDataHome() throws Exception {
        Run run = new Launched(work).with("XDG_DATA_HOME", dir.toString()).foldbase("demo");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(dir.resolve("foldbase-demo/boundaries.svg")).isNotEmptyFile();
    }

    private static double score(Path tsv) throws Exception {
        String line =
                Files.readAllLines(tsv).stream()
                        .filter(it -> it.startsWith("# score: "))
                        .findFirst()
                        .orElseThrow();
        return Double.parseDouble(line.substring("# score: ".length()));
    }
}
