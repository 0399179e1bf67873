package org.foldbase.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Constraint.Unique;
import org.foldbase.migrate.schema.Operation;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.migrate.testing.Rows;
import org.foldbase.migrate.testing.SampleSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that start together, and processes that are killed. */
final class ProcessesTest {

    @TempDir Path folder = Path.of("set by JUnit");
    private Migrations base = Migrations.of(List.of());
    private Migrations all = base;

    @BeforeEach
    void writeTwoRevisions() throws IOException {
        Migrations none = Migrations.of(List.of());
        Revision first =
                none.next(
                        "library",
                        SchemaDiff.between(Schema.EMPTY, SampleSchema.library()),
                        Clock.systemUTC());
        base = none.with(first);
        List<Operation> up =
                List.of(
                        new Operation.AddColumn(
                                "book",
                                Column.required("copies", SampleSchema.INT).withDefault("1")),
                        new Operation.RenameColumn("book", "pages", "leaves"),
                        new Operation.ChangeColumn(
                                "book", Column.required("title", ColumnType.string(90))),
                        new Operation.AddConstraint(
                                "shelf", new Unique("uq_shelf_label", List.of("label"))));
        Revision second =
                base.next(
                        "more",
                        new SchemaDiff(up, Operation.inverse(up, base.snapshot()), List.of()),
                        Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
        all = base.with(second);
        Migrations.write(first, folder.resolve("revisions"));
        Migrations.write(second, folder.resolve("revisions"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Backend.class,
            names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void tenProcessesThatStartTogetherApplyOnce(Backend backend)
            throws IOException, SQLException, InterruptedException {
        DataSource source = backend.fresh();
        String url = url(source);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            processes.add(UpgradeProcess.start(url, folder.resolve("revisions"), Optional.empty()));
        }
        List<String> said = new ArrayList<>();
        for (Process process : processes) {
            said.add(output(process));
            assertThat(process.waitFor()).as(said.getLast()).isZero();
        }
        said.sort(null);
        List<String> expected = new ArrayList<>(java.util.Collections.nCopies(9, "applied 0"));
        expected.add("applied 2");
        assertThat(said).isEqualTo(expected);
        Migrator migrator = new Migrator(source, all, RunSettings.by("test"));
        assertThat(migrator.drift()).isEmpty();
        assertThat(migrator.applied()).hasSize(2);
    }

    @Test
    @Tag("proof")
    void aSqliteFileKilledBeforeOrAfterAnyStepIsAtOneRevisionOrTheOther()
            throws IOException, SQLException, InterruptedException {
        Path seed = folder.resolve("seed.db");
        DataSource seeded = Backend.sqlite(seed);
        new Migrator(seeded, base, RunSettings.by("test")).upgrade("head", false);
        SampleSchema.fill(seeded);
        Backend.execute(seeded, "pragma wal_checkpoint(truncate)");
        List<List<String>> rows = books(seeded);
        int steps = countSteps(seed);
        assertThat(steps).isGreaterThanOrEqualTo(15);

        int done = 0;
        for (int step = 1; step <= steps; step++) {
            for (String side : List.of("before", "after")) {
                String what = side + ":" + step;
                Path file = folder.resolve(side + step + ".db");
                Files.copy(seed, file);
                Process process =
                        UpgradeProcess.start(
                                "jdbc:sqlite:" + file,
                                folder.resolve("revisions"),
                                Optional.of(what));
                assertThat(process.waitFor()).as(what + output(process)).isEqualTo(137);

                DataSource source = Backend.sqlite(file);
                Migrator migrator = new Migrator(source, all, RunSettings.by("test"));
                boolean finished = migrator.current().equals(all.heads());
                assertThat(finished).as(what).isEqualTo(what.equals("after:" + steps));
                assertThat(migrator.drift()).as(what).isEmpty();
                assertThat(books(source)).as(what).isEqualTo(rows);
                assertThat(migrator.upgrade("head", false)).hasSize(finished ? 0 : 1);
                assertThat(migrator.drift()).as(what).isEmpty();
                assertThat(books(source)).as(what).isEqualTo(rows);
                done++;
            }
        }
        assertThat(done).isEqualTo(2 * steps);
    }

    private int countSteps(Path seed) throws IOException, SQLException {
        Path copy = Files.copy(seed, folder.resolve("counted.db"));
        List<String> steps = new ArrayList<>();
        StepListener counting =
                new StepListener() {
                    @Override
                    public void before(String statement) {
                        steps.add(statement);
                    }
                };
        new Migrator(Backend.sqlite(copy), all, RunSettings.by("test").withListener(counting))
                .upgrade("head", false);
        return steps.size();
    }

    private static List<List<String>> books(DataSource source) throws SQLException {
        List<List<String>> rows =
                Rows.of(source, "select id, title, kind, shelf_id from book order by id");
        rows.addAll(Rows.of(source, "select * from chapter order by 1, 2"));
        rows.addAll(Rows.of(source, "select * from loan order by 1"));
        return rows;
    }

    private static String url(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            String url = connection.getMetaData().getURL();
            return url.startsWith("jdbc:postgresql")
                    ? url + (url.contains("?") ? "&" : "?") + "user=postgres"
                    : url;
        }
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
