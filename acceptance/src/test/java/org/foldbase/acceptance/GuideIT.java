package org.foldbase.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The server's guide runs as it stands there. */
@ExtendWith(Chromium.class)
class GuideIT {

    private static final Pattern BASH = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyCommandOfTheServersGuideWorks(@TempDir Path folder, Visitor visitor)
            throws Exception {
        CoolerBuilder.map()
                .chrom("chr1", 5_000_000)
                .binSize(10_000)
                .resolutions(50_000)
                .name("map")
                .write(folder);
        BedBuilder.bed().region("chr1", 1_000_000, 1_010_000).name("sites").write(folder);
        Files.createSymbolicLink(
                folder.resolve("foldbase"), RunningServer.HOME.resolve("foldbase"));
        try (RunningServer server = RunningServer.start(folder.resolve("data"))) {
            server.addUser("bob", "ADMIN");
            visitor.signIn(server, "bob");
            ProcessBuilder script =
                    new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands())
                            .directory(folder.toFile())
                            .redirectErrorStream(true);
            script.environment().put("FOLDBASE_DATA_DIR", server.dataDir().toString());
            script.environment().put("FOLDBASE_ENV", "test");
            script.environment().put("FOLDBASE", server.at("/").replaceAll("/$", ""));
            script.environment().put("TOKEN", visitor.token("WRITE"));
            // The page would go on asking a server that stops before the browser does.
            visitor.page().navigate("about:blank");
            Process run = script.start();
            run.getOutputStream().close();
            String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(run.waitFor()).as(said).isZero();
        }
        assertThat(Files.readAllBytes(folder.resolve("pileup.png")))
                .startsWith(0x89, 'P', 'N', 'G');
        assertThat(folder.resolve("pileup.tsv")).content().contains("# Foldbase pileup");
        assertThat(Files.readAllBytes(folder.resolve("pileup.npy"))).startsWith(0x93, 'N', 'U');
    }

    private static String commands() throws Exception {
        String guide = Files.readString(RunningServer.HOME.resolve("docs/server.md"));
        return BASH.matcher(guide)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
    }
}
