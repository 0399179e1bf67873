package org.foldbase.hic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README runs as it stands there. */
class ReadmeExampleTest {
    @TempDir private Path folder;

    @Test
    void theExampleInTheReadmeAveragesAMap() throws IOException, InterruptedException {
        Path map =
                CoolerBuilder.map().chrom("chr1", 3_000_000).binSize(10_000).write(folder).file();
        Path sites =
                BedBuilder.bed()
                        .region("chr1", 1_000_000, 1_010_000)
                        .region("chr1", 2_000_000, 2_010_000)
                        .write(folder)
                        .file();
        String readme = Files.readString(Path.of("README.md"));
        String code = readme.split("```java\n", -1)[1].split("```", -1)[0];
        assertThat(code.lines().count()).as("lines of the example").isLessThanOrEqualTo(15);
        Path source = Files.writeString(folder.resolve("Example.java"), code);

        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process =
                new ProcessBuilder(
                                java.toString(),
                                "--class-path",
                                "target" + File.separator + "classes",
                                source.toString(),
                                map.toString(),
                                sites.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).startsWith("2 regions, score ");
    }
}
