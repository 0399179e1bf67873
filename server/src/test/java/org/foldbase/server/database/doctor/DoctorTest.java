package org.foldbase.server.database.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.doctor.Finding.Kind;
import org.foldbase.server.database.reset.SampleReset;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir private Path data;
    private Settings settings;

    @BeforeEach
    void sampleData() throws Exception {
        settings = Settings.load(Map.of(Setting.DATA_DIR, data.toString()), Map.of());
        SampleReset.of(settings);
    }

    @Test
    void sampleDataIsWell() throws Exception {
        assertThat(examine(true)).isEmpty();
    }

    @Test
    void aMissingFileAnotherSizeAndAnotherContentAreFound() throws Exception {
        List<Path> files = datasets();
        Files.delete(files.get(0));
        Files.writeString(files.get(1), "short");
        byte[] bytes = Files.readAllBytes(files.get(2));
        bytes[0] ^= 1;
        Files.write(files.get(2), bytes);
        assertThat(examine(false))
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(Kind.MISSING_FILE, Kind.CHANGED_FILE);
        assertThat(examine(true))
                .extracting(Finding::what)
                .contains("is not there", "has another content than when it was checked");
        assertThat(examine(true)).hasSize(3);
    }

    @Test
    void filesOfNobodyAndUnfinishedOnesAreFound() throws Exception {
        Path there = datasets().getFirst();
        Files.writeString(there.resolveSibling("stray.txt"), "x");
        Files.writeString(there.resolveSibling(".map.1.unfinished"), "x");
        Path nobody = data.resolve("files").resolve(UUID.randomUUID().toString());
        Files.createDirectory(nobody);
        assertThat(examine(false))
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(Kind.ORPHANED_FILE, Kind.LEFTOVER, Kind.ORPHANED_FILE);
    }

    @Test
    void anExternalFileIsOnlyLookedAt() throws Exception {
        Path external = Files.writeString(data.resolve("external.bed"), "chr1\t1\t2\n");
        Instant written = Instant.parse("2026-01-02T03:04:05.678Z");
        Files.setLastModifiedTime(external, FileTime.from(written));
        execute(
                "update dataset set location = 'EXTERNAL', file_path = '%s', size_bytes = 9, sha256"
                                .formatted(external)
                        + " = null, file_modified_at = "
                        + written.toEpochMilli()
                        + " where id = 1");
        assertThat(examine(true)).extracting(Finding::kind).containsExactly(Kind.ORPHANED_FILE);
        Files.setLastModifiedTime(external, FileTime.from(written.plusSeconds(1)));
        assertThat(examine(true))
                .extracting(Finding::what)
                .contains("was written at 2026-01-02T03:04:06.678Z, after it was checked");
        assertThat(external).hasContent("chr1\t1\t2\n");
    }

    @Test
    void aTableThatWasChangedByHandAndAWrongStampAreFound() throws Exception {
        execute("alter table dataset add column colour text");
        execute("update meta set environment = 'TEST'");
        assertThat(examine(false))
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(Kind.SCHEMA, Kind.STAMP);
    }

    @Test
    void aDatabaseThatWasLeftHalfFilledIsFound() throws Exception {
        execute("update meta set state = 'INCOMPLETE'");
        assertThat(examine(false))
                .singleElement()
                .extracting(Finding::toString)
                .asString()
                .contains("is incomplete", "foldbase db reset dev");
    }

    @Test
    void aProcessThatEndedWithoutSayingSoIsFound() throws Exception {
        execute(
                "insert into process (id, kind, host, pid, started_at, heartbeat_at) values"
                        + " (randomblob(16), 'WORKER', 'lab', 7, 0, 0)");
        assertThat(examine(false))
                .singleElement()
                .extracting(Finding::where)
                .isEqualTo("WORKER 7 on lab");
    }

    @Test
    void oldTrashIsFound() throws Exception {
        Path old = Files.createDirectories(data.resolve("trash").resolve("old"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(40))));
        assertThat(examine(false))
                .singleElement()
                .extracting(Finding::what)
                .isEqualTo("is in the trash for 40 days");
    }

    private List<Finding> examine(boolean deep) throws Exception {
        return Doctor.examine(settings, SourceTree.migrations(), deep, Clock.systemUTC());
    }

    /** The datasets' files, the first of the first dataset. */
    private List<Path> datasets() throws Exception {
        try (Stream<Path> files = Files.walk(data.resolve("files"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/datasets/"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private void execute(String sql) throws Exception {
        DatabaseAddress address = DatabaseAddress.of(settings.database());
        try (Connection connection =
                        Connections.to(address, Duration.ofSeconds(5)).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
