package org.foldbase.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.foldbase.migrate.MigrationException;
import org.foldbase.migrate.MigrationException.Kind;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Operation.AddColumn;
import org.foldbase.migrate.schema.Operation.RenameColumn;
import org.foldbase.migrate.schema.Operation.Sql;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.migrate.testing.Rows;
import org.foldbase.migrate.testing.SampleSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One revision in place of many. */
final class SquashTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path temporary = Path.of("set by JUnit");
    private Path folder = temporary;
    private Migrations first = Migrations.of(List.of());
    private Migrations old = first;

    @BeforeEach
    void writeThreeRevisions() throws IOException {
        folder = temporary.resolve("migrations");
        first =
                first.with(
                        first.next(
                                "library",
                                SchemaDiff.between(Schema.EMPTY, SampleSchema.library()),
                                NOON));
        old = then(first, 1, new RenameColumn("book", "pages", "leaves"));
        old = then(old, 2, add("colour"));
        for (Revision revision : old.history()) {
            Migrations.write(revision, folder);
        }
    }

    private Migrations squashed() throws IOException {
        Migrations.write(load().squash("all at once", false, later(3)), folder);
        return load();
    }

    private Migrations load() throws IOException {
        return Migrations.load(folder);
    }

    @ParameterizedTest
    @EnumSource
    void aNewDatabaseGetsTheSquashOnly(Backend backend) throws IOException, SQLException {
        Migrations all = squashed();
        assertThat(all.history()).isEqualTo(all.heads()).hasSize(1);
        assertThat(all.snapshot()).isEqualTo(old.snapshot());
        Migrator migrator = migrator(backend.fresh(), all);
        assertThat(migrator.upgrade("head", false)).isEqualTo(all.heads());
        assertThat(migrator.drift()).isEmpty();
        assertThat(migrator.current()).isEqualTo(all.heads());
        migrator.downgrade("base", false);
        assertThat(migrator.state()).isEqualTo(DatabaseState.EMPTY);
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatHasSomeOrAllGetsTheRestAndIsAdopted(Backend backend)
            throws IOException, SQLException {
        for (int had = 1; had <= 3; had++) {
            DataSource source = backend.fresh();
            migrator(source, old).upgrade("+1", false);
            SampleSchema.fill(source);
            if (had > 1) {
                migrator(source, old).upgrade("+" + (had - 1), false);
            }
            Migrations all = then(had == 1 ? squashed() : load(), 4, add("size_mm"));
            Migrator migrator = migrator(source, all);
            assertThat(migrator.state()).isEqualTo(DatabaseState.BEHIND);
            assertThat(migrator.drift()).isEmpty();
            assertThat(migrator.current()).containsExactly(old.history().get(had - 1));

            assertThat(migrator.upgrade("head", false))
                    .containsExactlyElementsOf(
                            Stream.concat(
                                            old.history().subList(had, 3).stream(),
                                            all.heads().stream())
                                    .toList());
            assertThat(migrator.state()).isEqualTo(DatabaseState.CURRENT);
            assertThat(migrator.drift()).isEmpty();
            assertThat(migrator.applied())
                    .extracting(Migrator.Applied::revision)
                    .containsExactlyElementsOf(all.history().stream().map(Revision::id).toList());
            assertThat(Rows.of(source, "select count(*) from book")).containsExactly(List.of("3"));
            assertThat(migrator.downgrade("-1", true)).isEqualTo(all.heads());
            assertThat(migrator.drift()).isEmpty();
        }
    }

    @Test
    void aDatabaseThatIsNotAdoptedYetGoesBackThroughTheOldFiles() throws IOException, SQLException {
        DataSource source = Backend.SQLITE.fresh();
        migrator(source, old).upgrade("head", false);
        Migrator migrator = migrator(source, squashed());
        assertThat(migrator.downgrade("-1", false)).containsExactly(old.history().getLast());
        assertThat(migrator.drift()).isEmpty();
        migrator.stamp("head");
        assertThat(migrator.current()).isEqualTo(load().heads());
    }

    @Test
    void aSquashIsSquashedAgainAndEveryOldDatabaseStillArrives() throws IOException, SQLException {
        DataSource source = Backend.SQLITE.fresh();
        migrator(source, old).upgrade("+2", false);
        Migrations once = squashed();
        Migrations more = then(once, 4, add("size_mm"));
        Migrations.write(more.heads().getFirst(), folder);
        Migrations.write(load().squash("once more", false, later(5)), folder);
        Migrations twice = load();
        assertThat(twice.history()).hasSize(1);
        assertThat(files(folder)).hasSize(1);

        Migrator migrator = migrator(source, twice);
        assertThat(migrator.upgrade("head", false))
                .containsExactly(old.heads().getFirst(), more.heads().getFirst());
        assertThat(migrator.current()).isEqualTo(twice.heads());
        assertThat(migrator.drift()).isEmpty();
    }

    @Test
    void whereverTheMovesStopTheFolderHoldsTheSameMigrations() throws IOException {
        Migrations all = squashed();
        Path replaced = folder.resolve("replaced");
        List<Path> moved = files(replaced);
        assertThat(moved).hasSize(3);
        for (Path file : moved) {
            Files.move(file, folder.resolve(file.getFileName()));
            assertThat(load().history()).isEqualTo(all.history());
            assertThat(load().replaced().orElseThrow().history()).isEqualTo(old.history());
        }
        Migrations more = then(all, 4, add("size_mm"));
        Files.writeString(folder.resolve("half.yaml.part"), "revision: ", StandardCharsets.UTF_8);
        Migrations.write(more.heads().getFirst(), folder);
        assertThat(files(replaced)).isEqualTo(moved);
        assertThat(load().history()).isEqualTo(more.history());
    }

    @Test
    void whatWasWrittenByHandIsLeftOutOnlyKnowingly() throws IOException {
        Migrations byHand =
                then(old, 3, new Sql(Map.of("all", List.of("delete from loan")), List.of(), true));
        MigrationException refused =
                catchThrowableOfType(
                        MigrationException.class, () -> byHand.squash("all", false, later(4)));
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused)
                .hasMessageContaining("by hand")
                .hasMessageContaining(byHand.heads().toString());
        assertThat(byHand.squash("all", true, later(4)).snapshot())
                .isEqualTo(old.heads().getFirst().snapshot());
    }

    @Test
    void whatDoesNotFitTogetherIsNamed() throws IOException {
        Migrations branch = then(old, 4, add("size_mm"));
        Migrations all = squashed();
        assertThatThrownBy(() -> all.with(branch.heads().getFirst()))
                .hasMessageContaining("follows " + old.heads().getFirst())
                .hasMessageContaining("let it follow that one");
        assertThatThrownBy(() -> all.get(old.heads().getFirst().id()))
                .hasMessageContaining("was replaced by " + all.heads().getFirst());
        assertThatThrownBy(() -> all.squash("again", false, later(5)))
                .hasMessageContaining("There is nothing to squash");
        List<Revision> incomplete = new ArrayList<>(all.history());
        incomplete.addAll(old.history().subList(1, 3));
        assertThatThrownBy(() -> Migrations.of(incomplete))
                .hasMessageContaining(
                        "replaces " + old.history().getFirst().id() + ", whose file is missing");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static Operation add(String column) {
        return new AddColumn("shelf", Column.nullable(column, ColumnType.string(9)));
    }

    private static Clock later(int hours) {
        return Clock.offset(NOON, Duration.ofHours(hours));
    }

    private static Migrations then(Migrations before, int hours, Operation... operations) {
        List<Operation> up = List.of(operations);
        SchemaDiff diff = new SchemaDiff(up, Operation.inverse(up, before.snapshot()), List.of());
        return before.with(before.next("step " + hours, diff, later(hours)));
    }

    private static Migrator migrator(DataSource source, Migrations migrations) {
        return new Migrator(source, migrations, RunSettings.by("test"));
    }
}
