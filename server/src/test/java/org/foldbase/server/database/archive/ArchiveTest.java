package org.foldbase.server.database.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.Migrator;
import org.foldbase.migrate.run.RunSettings;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.Table;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseException.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ArchiveTest {

    private static final Origin ORIGIN =
            new Origin(
                    "dev",
                    UUID.fromString("6f2d7f3e-8f6f-4b83-bb3a-7f1d5f1c9a10"),
                    "0.1.0",
                    Instant.parse("2026-11-22T10:00:00.123Z"));
    private static Migrations migrations;

    @TempDir Path dir;

    @BeforeAll
    static void load() throws Exception {
        migrations = Migrations.load(Path.of("..", "migrations"));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "H2")
    void anArchiveHoldsEveryRowOfEveryBackEnd(Backend backend) throws Exception {
        DataSource source = filled(backend, 300);
        Path file = dir.resolve("backup.zip");
        try (Snapshot snapshot = Snapshot.of(source, migrations)) {
            BackupReport report = write(snapshot, file);
            assertThat(report.rows()).isEqualTo(300L * snapshot.schema().tables().size());
            assertThat(report.sizeBytes()).isEqualTo(Files.size(file));
            assertThat(report.manifest().tables())
                    .isEqualTo(Loader.summarise(rows(300), Progress.NONE));
            Scratch.verify(file, snapshot, migrations, Progress.NONE);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void oneChangedByteAnywhereIsNoticed() throws Exception {
        Path file = written(20);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 200)) {
            try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
                raw.seek(at);
                raw.write(whole[at] ^ 1);
            }
            refuses(file, at < 4 ? "is no archive" : "damaged");
            Files.write(file, whole);
        }
        Archive.open(file, migrations).close();
    }

    @Test
    void aTruncatedArchiveIsRefused() throws Exception {
        Path file = written(20);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 3, 4, 50, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            refuses(file, length < 4 ? "is no archive" : "is cut off or damaged");
        }
    }

    @Test
    void whatIsNoArchiveIsRefused() throws Exception {
        Path file = Files.writeString(dir.resolve("notes.txt"), "not a backup");
        refuses(file, file + " is no archive that 'foldbase db backup' wrote");
        refuses(dir.resolve("missing"), "there is no file " + dir.resolve("missing"));
    }

    @Test
    void anArchiveOfARevisionThatIsNotKnownIsRefused() throws Exception {
        Path file = written(2);
        assertThatThrownBy(() -> Archive.open(file, Migrations.of(List.of())))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("which this program does not know")
                .extracting(it -> ((DatabaseException) it).kind())
                .isEqualTo(Kind.BAD_INPUT);
    }

    @Test
    void aNewerFormatIsRefused() throws Exception {
        Path file = dir.resolve("newer.zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            Seal seal = new Seal(out);
            ZipOutputStream zip = new ZipOutputStream(seal);
            zip.setComment(Seal.comment());
            zip.putNextEntry(new ZipEntry(Archive.MANIFEST));
            zip.write("{\"format\": 2, \"news\": true}".getBytes(StandardCharsets.UTF_8));
            zip.finish();
            seal.seal();
        }
        refuses(file, "has format 2, and this program reads up to 1; use a newer foldbase");
    }

    @Test
    void aFileThatIsThereIsNotTouched() throws Exception {
        Path file = Files.writeString(dir.resolve("backup.zip"), "mine");
        DataSource source = filled(Backend.SQLITE, 1);
        try (Snapshot snapshot = Snapshot.of(source, migrations)) {
            assertThatThrownBy(() -> write(snapshot, file))
                    .hasMessage(file + " is there already; it was not touched");
        }
        assertThat(file).hasContent("mine");
    }

    @Test
    void everyColumnThatNamesAFileIsKnown() {
        for (Table table : migrations.snapshot().tables()) {
            for (Column column : table.columns()) {
                boolean namesFile =
                        column.name().endsWith("_path") || column.name().endsWith("_dir");
                assertThat(NamedFiles.knows(table.name(), column.name()))
                        .as("%s.%s", table.name(), column.name())
                        .isEqualTo(namesFile);
            }
        }
    }

    private void refuses(Path file, String sentence) {
        ThrowingCallable open = () -> Archive.open(file, migrations);
        assertThatThrownBy(open)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(sentence)
                .extracting(it -> ((DatabaseException) it).kind())
                .isEqualTo(Kind.BAD_INPUT);
    }

    private Path written(int rows) throws Exception {
        Path file = dir.resolve("backup.zip");
        try (Snapshot snapshot = Snapshot.of(filled(Backend.SQLITE, rows), migrations)) {
            write(snapshot, file);
        }
        return file;
    }

    private static BackupReport write(Snapshot snapshot, Path file) throws Exception {
        return Backup.write(
                snapshot, ORIGIN, "SQLite", List.of(), Optional.empty(), file, Progress.NONE);
    }

    private static SchemaRows rows(int rows) {
        return new SchemaRows(Snapshot.content(migrations.snapshot()), rows);
    }

    private static DataSource filled(Backend backend, int rows) throws Exception {
        DataSource source = backend.fresh();
        migrator(source).upgrade("head", false);
        try (Connection connection = source.getConnection()) {
            rows(rows).into(connection);
        }
        return source;
    }

    private static Migrator migrator(DataSource source) {
        return new Migrator(source, migrations, RunSettings.by("test"));
    }
}
