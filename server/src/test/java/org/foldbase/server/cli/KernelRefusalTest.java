package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a look at the map can tell to be wrong usage, on bins of 10,000 bp. */
class KernelRefusalTest {
    @TempDir Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --flank 45000                 | a flank of 45000 bp is not a multiple of the bin size, 10000 bp; the nearest are 40000 and 50000 bp
                    --flank -10000                | the flank must not be negative, but is -10000 bp
                    --flank 20000000              | a flank of 20000000 bp makes windows of 4001 × 4001 bins of 10000 bp; the most is 2001 × 2001: take larger bins or a smaller flank
                    --flank 50000 --threads 0     | at least 1 thread is needed, not 0
                    --flank 50000 --score-size 4  | the score size must be odd and positive, but is 4
                    --flank 50000 --score-size 13 | a score size of 13 is more than the 11 bins of a window
                    --flank 50000 --ignore-diags -1 | ignored diagonals must not be negative, but are -1
                    --flank 50000 --controls -1   | controls are 0 to 1000 a region, not -1
                    --flank 50000 --controls 1001 | controls are 0 to 1000 a region, not 1001
                    """)
    void anOptionOutOfRangeIsWrongUsage(String options, String sentence) throws IOException {
        Path map = CoolerBuilder.map().write(dir).file();
        Path regions = BedBuilder.bed().random(5).write(dir).file();
        String arguments =
                "pileup %s %s -o %s %s".formatted(map, regions, dir.resolve("x"), options);
        Run run = Run.foldbase((Object[]) arguments.split(" "));
        assertThat(run.err())
                .isEqualTo("foldbase: %s%nTry 'foldbase pileup --help'.%n".formatted(sentence));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(Run.contents(dir)).containsOnlyKeys("map.cool", "regions.bed");
    }
}
