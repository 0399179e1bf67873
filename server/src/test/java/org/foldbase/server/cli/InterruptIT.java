package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptIT {
    @TempDir Path dir;
    @TempDir Path work;

    @Test
    void anInterruptedPileupEndsWith130AndLeavesNothing() throws Exception {
        assumeThat(Launched.works("env", "--default-signal=INT", "true"))
                .as("env --default-signal of GNU coreutils 8.31")
                .isTrue();
        LongPileup pileup = LongPileup.write(dir);
        Path out = Files.createDirectory(dir.resolve("out"));
        Files.writeString(out.resolve("x.npy"), "earlier");

        Launched launched = new Launched(work).with("JDK_JAVA_OPTIONS", LongPileup.MEMORY);
        Process process =
                launched.start(
                        Stream.concat(
                                        Stream.of("env", "--default-signal=INT", Launched.LAUNCHER),
                                        pileup.arguments(out.resolve("x")))
                                .toArray());
        LongPileup.awaitWork(process);
        assertThat(Launched.works("kill", "-INT", Long.toString(process.pid()))).isTrue();

        assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
        Run run = launched.ended(process);
        assertThat(run.err()).endsWith("foldbase: interrupted\n");
        assertThat(run.code()).isEqualTo(130);
        assertThat(run.out()).isEmpty();
        assertThat(Run.contents(out)).containsOnlyKeys("x.npy");
        assertThat(out.resolve("x.npy")).hasContent("earlier");
    }
}
