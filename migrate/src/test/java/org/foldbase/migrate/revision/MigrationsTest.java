package org.foldbase.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Operation.AddColumn;
import org.foldbase.migrate.schema.Operation.DropColumn;
import org.foldbase.migrate.schema.Operation.Sql;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.migrate.testing.SampleSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MigrationsTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final Migrations NONE = Migrations.of(List.of());
    private static final Revision FIRST =
            NONE.next(
                    "Library, at first",
                    SchemaDiff.between(Schema.EMPTY, SampleSchema.library()),
                    NOON);
    private static final Migrations BASE = NONE.with(FIRST);

    @TempDir Path folder = Path.of("set by JUnit");

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Revision second =
                next(
                        BASE,
                        new AddColumn(
                                "book",
                                Column.required("yes", ColumnType.string(9)).withDefault("no")),
                        new DropColumn("book", "weight_kg"),
                        new Sql(
                                Map.of(
                                        "all", List.of("update book set yes = 'on'"),
                                        "sqlite", List.of("select 1", "select 2")),
                                List.of(),
                                false));
        assertThat(Migrations.write(FIRST, folder).getFileName())
                .hasToString(FIRST.id() + "_library_at_first.yaml");
        Migrations.write(second, folder);
        assertThat(Migrations.load(folder).history()).containsExactly(FIRST, second);
    }

    @Test
    void everyMachineGivesTheSameRevision() {
        Revision again =
                NONE.next(
                        "Library, at first",
                        SchemaDiff.between(Schema.EMPTY, SampleSchema.library()),
                        NOON);
        assertThat(again).isEqualTo(FIRST);
    }

    @Test
    void otherLineEndsAreNoEdit() throws IOException {
        Path file = Migrations.write(FIRST, folder);
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
        assertThat(Migrations.load(folder).history()).containsExactly(FIRST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message:|massage:|there is no key 'massage'",
                "type: bigint|type: bigit|There is no type 'bigit'",
                "identity: true|identity: yes|true or false is expected, not 'yes'",
                "identity: true|idenity: true|there is no key 'idenity'",
                "create-table:|create-tabel:|there is no operation 'create-tabel'",
                "on-delete: cascade|on-delete: cascades|on-delete is no action, cascade or set null",
                "loses-data: true|loses-data: false|loses data, so it is marked",
                "2026-11-21T|x2026-11-21T|a date is written",
            })
    void aMistakeInAFileIsNamedWithItsLine(String right, String wrong, String message)
            throws IOException {
        Path file = Migrations.write(FIRST, folder);
        String text = Files.readString(file);
        String spoilt = text.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
        assertThat(spoilt).isNotEqualTo(text);
        Files.writeString(file, spoilt);
        assertThatThrownBy(() -> Migrations.load(folder))
                .isInstanceOf(MigrationException.class)
                .hasMessageMatching("(?s)\\Q" + file + "\\E, line \\d+: .*")
                .hasMessageContaining(message);
    }

    @Test
    void anEditedFileNoLongerLeadsToItsSnapshot() throws IOException {
        Path file = Migrations.write(FIRST, folder);
        Files.writeString(
                file, Files.readString(file).replaceFirst("string\\(80\\)", "string(81)"));
        assertThatThrownBy(() -> Migrations.load(folder))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Revision " + FIRST + " was edited");
    }

    @Test
    void aMissingRevisionIsNamed() {
        Revision second = next(BASE, nullable("colour"));
        assertThatThrownBy(() -> Migrations.of(List.of(second)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("follows " + FIRST.id() + ", whose file is missing");
    }

    @Test
    void twoHeadsAreReportedAndMerged() {
        Revision left = next(BASE, nullable("colour"));
        Revision right = next(BASE, nullable("size_mm"));
        Migrations apart = BASE.with(left).with(right);
        assertThat(apart.heads()).containsExactlyInAnyOrder(left, right);
        assertThatThrownBy(apart::snapshot)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("There are 2 heads");

        Migrations merged = apart.with(apart.merge("both", NOON));
        assertThat(merged.heads()).hasSize(1);
        assertThat(merged.snapshot().get("book").columns().stream().map(Column::name))
                .contains("colour", "size_mm");
        assertThatThrownBy(() -> merged.merge("again", NOON))
                .hasMessageContaining("There is nothing to merge");
    }

    @Test
    void revisionsAreReadFromAFolderOnTheClassPathAndFromAJar() throws IOException {
        Path inFolder = folder.resolve("classes");
        String text = Files.readString(Migrations.write(FIRST, inFolder.resolve("migrations")));
        Path jar = folder.resolve("packed and ready.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("migrations/"));
            out.putNextEntry(new JarEntry("migrations/" + FIRST.fileName()));
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        for (Path path : List.of(inFolder, jar)) {
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {path.toUri().toURL()}, null)) {
                assertThat(Migrations.load(loader, "migrations").history()).containsExactly(FIRST);
                assertThatThrownBy(() -> Migrations.load(loader, "elsewhere"))
                        .hasMessage("There is no folder elsewhere on the class path");
            }
        }
    }

    @Test
    void aRevisionIsFoundByItsBeginning() {
        assertThat(BASE.get(FIRST.id().substring(0, 4))).isEqualTo(FIRST);
        assertThatThrownBy(() -> BASE.get("zzz")).hasMessage("There is no revision zzz");
    }

    private static Operation nullable(String column) {
        return new AddColumn("book", Column.nullable(column, ColumnType.string(9)));
    }

    private static Revision next(Migrations before, Operation... operations) {
        List<Operation> up = List.of(operations);
        return before.next(
                "more",
                new SchemaDiff(up, Operation.inverse(up, before.snapshot()), List.of()),
                Clock.offset(NOON, java.time.Duration.ofHours(1)));
    }
}
