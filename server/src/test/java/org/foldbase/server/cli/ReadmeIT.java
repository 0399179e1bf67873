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

/** The README's commands run as they stand there, and its picture is what the demo draws. */
class ReadmeIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

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
        assertThat(commands).contains("./foldbase demo", "mvn verify");
        for (String command : commands) {
            if (!command.equals("mvn verify")) {
                run(command);
            }
        }
        assertThat(folder.resolve("sites.png")).exists();
    }

    @Test
    void thePictureInTheReadmeIsTheDemosFirst() throws IOException, InterruptedException {
        String output = run("./foldbase demo");
        Path figure = folder.resolve("foldbase-demo").resolve("loops.png");
        assertThat(output).contains(figure.toString());
        assertThat(figure).hasSameBinaryContentAs(ROOT.resolve("docs/images/loops.png"));
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
