package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnwritableFolderTest {
    @TempDir Path dir;

    private Path map;
    private Path regions;

    @BeforeEach
    void write() throws IOException {
        map = CoolerBuilder.map().write(dir).file();
        regions = BedBuilder.bed().random(5).write(dir).file();
    }

    private Run pileupTo(Path prefix) {
        return Run.foldbase("pileup", map, regions, "--flank", 50_000, "-o", prefix);
    }

    @Test
    void aFolderThatEvenRootCannotWriteToIsToldBeforeTheWork() {
        assumeThat(Path.of("/proc/self")).exists();
        Run run = pileupTo(Path.of("/proc/x"));
        assertThat(run.err())
                .isEqualTo(
                        "foldbase: no file can be made in the folder /proc: no such file or folder\n");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFolderWithoutThePermissionIsToldBeforeTheWork() throws IOException {
        Path closed =
                Files.createDirectory(
                        dir.resolve("closed"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeThat(Files.isWritable(closed)).as("root writes everywhere").isFalse();
        Run run = pileupTo(closed.resolve("x"));
        assertThat(run.err())
                .isEqualTo(
                        "foldbase: no file can be made in the folder %s: permission denied%n"
                                .formatted(closed));
        assertThat(run.code()).isEqualTo(1);
        assertThat(closed).isEmptyDirectory();
    }
}
