package org.foldbase.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.foldbase.migrate.run.MigratingProcess.Work;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.migrate.testing.Rows;
import org.foldbase.migrate.testing.SampleSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes that are killed before or after any of their steps. What {@code kill -9} leaves of a
 * SQLite database is what its files are at that moment, so there one process is held at each moment
 * while its files are copied; on a server each kill takes a process.
 */
final class KillTest {

    private static final int SAMPLES = 10;

    @TempDir Path folder = Path.of("set by JUnit");
    private LibraryRevisions revisions = LibraryRevisions.NONE;

    @BeforeEach
    void writeTwoRevisions() throws IOException {
        revisions = LibraryRevisions.writeTo(folder.resolve("revisions"));
    }

    @ParameterizedTest
    @EnumSource
    void aSqliteDatabaseOutlivesAKillAtAnyMoment(Work work)
            throws IOException, SQLException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("live"));
        Path live = home.resolve("x.db");
        prepare(Backend.sqlite(live), work);
        Process process =
                MigratingProcess.start(
                        "jdbc:sqlite:" + live,
                        folder.resolve("revisions"),
                        work,
                        MigratingProcess.EVERYWHERE);
        List<String> moments = new ArrayList<>();
        try (BufferedReader said = said(process)) {
            for (String line = said.readLine();
                    line != null && !line.startsWith("done");
                    line = said.readLine()) {
                assertThat(line).matches("(before|after) .*");
                moments.add(line);
                copy(home, folder.resolve("at" + moments.size()));
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
        }
        assertThat(process.waitFor()).isZero();
        assertThat(moments).hasSizeGreaterThanOrEqualTo(2 * 14);
        assertThat(moments.getLast()).isEqualTo("after commit");

        int moved = 0;
        for (int i = 1; i <= moments.size(); i++) {
            DataSource source = Backend.sqlite(folder.resolve("at" + i).resolve("x.db"));
            moved += requireWhole(source, work, work + " " + moments.get(i - 1)) ? 1 : 0;
        }
        assertThat(moved).isEqualTo(1);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aServersDatabaseOutlivesKillsAtSomeMoments(Backend backend, TestReporter reporter)
            throws IOException, SQLException, InterruptedException {
        long seed = System.nanoTime();
        reporter.publishEntry("seed", Long.toString(seed));
        Random random = new Random(seed);
        List<Work> works = List.of(Work.values());
        for (int i = 0; i < SAMPLES; i++) {
            Work work = works.get(i % works.size());
            killAt(backend, work, 1 + random.nextInt(moments(backend, work)), "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    @Tag("proof")
    void aDatabaseOutlivesAKillAtEveryMoment(Backend backend)
            throws IOException, SQLException, InterruptedException {
        for (Work work : Work.values()) {
            int moments = moments(backend, work);
            for (int moment = 1; moment <= moments; moment++) {
                killAt(backend, work, moment, "proof");
            }
        }
    }

    private int moments(Backend backend, Work work) throws SQLException {
        DataSource source = backend.fresh();
        prepare(source, work);
        List<String> steps = new ArrayList<>();
        work.run(
                source,
                revisions.all(),
                new StepListener() {
                    @Override
                    public void before(String statement) {
                        steps.add(statement);
                    }
                });
        return 2 * steps.size();
    }

    private void killAt(Backend backend, Work work, int moment, String why)
            throws IOException, SQLException, InterruptedException {
        DataSource source = backend.fresh();
        prepare(source, work);
        Process process =
                MigratingProcess.start(
                        LibraryRevisions.url(source),
                        folder.resolve("revisions"),
                        work,
                        Integer.toString(moment));
        try (BufferedReader said = said(process)) {
            String line = String.valueOf(said.readLine());
            assertThat(line).matches("(before|after) .*");
            process.destroyForcibly();
            assertThat(process.waitFor()).isEqualTo(137);
            requireWhole(source, work, backend + " " + work + " " + line + ", " + why);
        }
    }

    private static BufferedReader said(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** With rows, at the revision from which the work starts. */
    private void prepare(DataSource source, Work work) throws SQLException {
        migrator(source).upgrade("+1", false);
        SampleSchema.fill(source);
        if (work != Work.UPGRADE) {
            migrator(source).upgrade("head", false);
        }
        if (source.getClass().getName().contains("sqlite")) {
            Backend.execute(source, "pragma wal_checkpoint(truncate)");
        }
    }

    /** Finishes what was interrupted; whether the work had been done. */
    private boolean requireWhole(DataSource source, Work work, String what) throws SQLException {
        Migrator migrator = migrator(source);
        if (work == Work.REBUILD) {
            boolean rebuilt = requireRebuilt(source, migrator, what);
            migrator.rebuild(List.of(), Fill.NOTHING);
            assertThat(migrator.drift()).as(what).isEmpty();
            assertThat(LibraryRevisions.books(source)).as(what).isEmpty();
            return rebuilt;
        }
        boolean dirty = migrator.state() == DatabaseState.DIRTY;
        if (dirty) {
            assertThat(migrator.resume()).as(what).isPresent();
        }
        boolean atHead = migrator.current().equals(revisions.all().heads());
        assertThat(migrator.drift()).as(what).isEmpty();
        assertThat(LibraryRevisions.books(source)).as(what).isEqualTo(LibraryRevisions.BOOKS);
        migrator.upgrade("head", false);
        assertThat(migrator.state()).as(what).isEqualTo(DatabaseState.CURRENT);
        assertThat(migrator.drift()).as(what).isEmpty();
        assertThat(LibraryRevisions.books(source)).as(what).isEqualTo(LibraryRevisions.BOOKS);
        return !dirty && atHead == (work == Work.UPGRADE);
    }

    private boolean requireRebuilt(DataSource source, Migrator migrator, String what)
            throws SQLException {
        assertThat(migrator.state()).as(what).isEqualTo(DatabaseState.CURRENT);
        assertThat(migrator.drift()).as(what).isEmpty();
        List<List<String>> shelves = Rows.of(source, "select label from shelf order by id");
        boolean rebuilt = shelves.equals(List.of(List.of("New")));
        if (!rebuilt) {
            assertThat(LibraryRevisions.books(source)).as(what).isEqualTo(LibraryRevisions.BOOKS);
        }
        return rebuilt;
    }

    private Migrator migrator(DataSource source) {
        return new Migrator(source, revisions.all(), RunSettings.by("test"));
    }
}
