package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands run as they stand there. */
class ReadmeIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** What this test is a part of, and what one in a browser looks at. */
    private static final List<String> ELSEWHERE = List.of("mvn verify", "./foldbase demo");

    @TempDir private Path folder;

    @BeforeEach
    void aFolderWithTheProgramAMapAndSites() throws IOException {
        Files.createSymbolicLink(folder.resolve("foldbase"), ROOT.resolve("foldbase"));
        CoolerBuilder.map()
                .chrom("chr1", 5_000_000)
                .binSize(10_000)
                .resolutions(50_000)
                .name("map")
                .write(folder);
        BedBuilder.bed().region("chr1", 1_000_000, 1_010_000).name("sites").write(folder);
    }

    @Test
    void everyCommandInTheReadmeWorks() throws IOException, InterruptedException {
        List<String> commands = BashBlocks.lines("README.md");
        assertThat(commands).containsAll(ELSEWHERE);
        for (String command : commands) {
            if (!ELSEWHERE.contains(command)) {
                run(command);
            }
        }
        assertThat(folder.resolve("sites.png")).exists();
    }

    private String run(String command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("%s%n%s", command, output).isZero();
        return output;
    }
}
