package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutMapIT {
    @TempDir Path dir;
    @TempDir Path work;

    @Test
    void aMapThatIsOverwrittenWhileItIsReadIsOneSentenceAndNoCrash() throws Exception {
        LongPileup pileup = LongPileup.write(dir);
        Launched launched = new Launched(work).with("JDK_JAVA_OPTIONS", LongPileup.MEMORY);
        Process process =
                launched.start(
                        Stream.concat(
                                        Stream.of(Launched.LAUNCHER),
                                        pileup.arguments(dir.resolve("x")))
                                .toArray());
        LongPileup.awaitWork(process);
        Files.write(pileup.map(), new byte[0]);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Run run = launched.ended(process);
        assertThat(run.err().lines().filter(it -> !it.startsWith("NOTE: Picked up JDK_JAVA")))
                .containsExactly(
                        "foldbase: an input file was cut short while it was read, or its disk"
                                + " failed");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(Run.contents(dir)).containsOnlyKeys("map.cool", "regions.bed");
    }
}
