package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;

/**
 * A pileup of minutes: the median of some ten million values a pass, and, with the memory that
 * {@link #MEMORY} leaves, hundreds of passes.
 */
record LongPileup(Path map, Path regions) {
    static final String MEMORY = "-Xmx128m";

    private static final Duration INTO_THE_WORK = Duration.ofSeconds(2);

    static LongPileup write(Path dir) throws IOException {
        return new LongPileup(
                CoolerBuilder.map().chrom("chr1", 10_000_000).density(0.2).write(dir).file(),
                BedBuilder.bed().chrom("chr1", 10_000_000).random(100).write(dir).file());
    }

    Stream<Object> arguments(Path prefix) {
        return Stream.of(
                "pileup",
                map,
                regions,
                "--flank",
                1_000_000,
                "--reduce",
                "median",
                "--controls",
                200,
                "-o",
                prefix);
    }

    /** Start and reading take less of the processor's time than this, the work much more. */
    static void awaitWork(Process process) {
        Instant deadline = Instant.now().plusSeconds(40);
        while (process.info().totalCpuDuration().orElse(Duration.ZERO).compareTo(INTO_THE_WORK)
                < 0) {
            assertThat(process.isAlive()).isTrue();
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }
}
