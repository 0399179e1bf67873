package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionFilesOfAllKindsTest {
    @TempDir Path dir;

    private Path map;

    @BeforeEach
    void write() throws IOException {
        map = CoolerBuilder.map().write(dir).file();
    }

    private Run pileup(Path regions, Object... options) {
        Object[] command = {"pileup", map, regions, "--flank", 50_000, "-o", dir.resolve("x")};
        return Run.foldbase(Stream.of(command, options).flatMap(Arrays::stream).toArray());
    }

    @Test
    void bedAndBedpeAreToldByContentWhateverTheFileIsCalled() throws IOException {
        Path pairs = BedBuilder.bedpe().random(30).write(dir).file();
        Path regions = BedBuilder.bed().random(30).write(dir).file();
        Path pairsAsBed = Files.copy(pairs, dir.resolve("loops.bed"));
        Path regionsAsBedpe = Files.copy(regions, dir.resolve("sites.bedpe"));
        assertThat(pileup(pairsAsBed).err()).contains(" of 30 pairs averaged");
        assertThat(Run.text(dir.resolve("x.tsv"))).contains("# regionsFormat: BEDPE\n");
        assertThat(pileup(regionsAsBedpe).err()).contains(" of 30 regions averaged");
        assertThat(Run.text(dir.resolve("x.tsv"))).contains("# regionsFormat: BED\n");
    }

    @Test
    void theFormatCanBeSaid() throws IOException {
        Path pairs = BedBuilder.bedpe().random(30).write(dir).file();
        assertThat(pileup(pairs, "--format", "bed").err()).contains(" of 30 regions averaged");
    }

    @Test
    void carriageReturnsAndGzipChangeNothing() throws IOException {
        BedBuilder bed = BedBuilder.bed().random(30);
        pileup(bed.name("plain").write(dir).file());
        byte[] plain = Files.readAllBytes(dir.resolve("x.npy"));
        pileup(bed.name("windows").crlf().gzip().write(dir).file());
        assertThat(dir.resolve("x.npy")).hasBinaryContent(plain);
    }

    @Test
    void badLinesAreCountedWhereTheyAreToBeSkipped() throws IOException {
        Path regions = dir.resolve("some.bed");
        Files.writeString(regions, "chr1\t300000\t310000\nchr1\tx\t5\nchr1\t500000\t510000\n");
        Run run = pileup(regions, "--skip-bad-lines");
        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualTo(
                        """
                        2 of 2 regions averaged; dropped: none.
                        Bad lines skipped: 1:
                          some.bed, line 2: start "x" is not a whole number
                        """);
        assertThat(Run.text(dir.resolve("x.tsv"))).contains("# skippedLines: 1\n");
    }

    @Test
    void aDeviceIsRefusedForItCannotBeReadTwice() {
        Path device = Path.of("/dev/null");
        Run run = pileup(device);
        assertThat(run.err())
                .isEqualTo(
                        "foldbase: /dev/null is a pipe or a device; save it as a file, for the"
                                + " result names its checksum\n");
        assertThat(run.code()).isEqualTo(3);
    }
}
