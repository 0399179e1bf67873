package org.foldbase.server.database.reset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.Migrator;
import org.foldbase.migrate.run.RunSettings;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.LiveRows;
import org.foldbase.server.database.Stamp;
import org.foldbase.server.database.doctor.Doctor;
import org.foldbase.server.sample.SampleDatabase;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.storage.FileRoot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A reset that is killed before or after any of its steps leaves the old database with its files or
 * the new one with its own. What {@code kill -9} leaves in a data directory is what its files are
 * at that moment, so on SQLite one process is held at each moment while they are copied; on a
 * server each kill takes a process.
 */
final class ResetKillTest {

    private static final int SAMPLES = 7;
    private static final int LEAST_STEPS = 20;

    @TempDir private Path folder;

    /** A database and its files: identity, rows by table, content hashes by path. */
    private record Whole(UUID dbUuid, Map<String, Long> rows, Map<String, String> files) {}

    @Test
    void onSqliteEveryMomentLeavesTheOldOrTheNew() throws Exception {
        Path data = folder.resolve("data");
        Settings settings = ResettingProcess.settings(data, "sqlite:" + data + "/dev/foldbase.db");
        ResettingProcess.run(settings, new SampleDatabase(Clock.systemUTC()), (name, moment) -> {});
        Whole old = whole(settings);
        List<String> moments = new ArrayList<>();
        Process process =
                ResettingProcess.start(
                        data, settings.database().url(), ResettingProcess.EVERYWHERE);
        try (BufferedReader said = said(process)) {
            for (String line = said.readLine();
                    line != null && !line.equals("done");
                    line = said.readLine()) {
                assertThat(line).matches("(before|after) .*");
                moments.add(line);
                copy(data, folder.resolve("at" + moments.size()));
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
        }
        assertThat(process.waitFor()).isZero();
        assertThat(moments).hasSizeGreaterThanOrEqualTo(2 * LEAST_STEPS);
        Whole fresh = whole(settings);
        int news = 0;
        for (int i = 1; i <= moments.size(); i++) {
            Files.move(data, folder.resolve("was" + i));
            Files.move(folder.resolve("at" + i), data);
            Whole left = requireOldOrNew(settings, old, fresh, moments.get(i - 1));
            news += left.dbUuid().equals(old.dbUuid()) ? 0 : 1;
        }
        assertThat(moments.subList(moments.size() - news, moments.size()))
                .containsExactly(
                        "after commit",
                        "before move the old files to the trash",
                        "after move the old files to the trash");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void onAServerSomeMomentsLeaveTheOldOrTheNew(Backend backend, TestReporter reporter)
            throws Exception {
        long seed = System.nanoTime();
        reporter.publishEntry("seed", Long.toString(seed));
        Settings settings = server(backend);
        ResettingProcess.run(settings, new SampleDatabase(Clock.systemUTC()), (name, moment) -> {});
        assertThat(whole(settings).files()).hasSize(7);
        int moments = ResettingProcess.run(settings, new SmallSample(), (name, moment) -> {});
        assertThat(moments).isGreaterThanOrEqualTo(2 * LEAST_STEPS);
        List<Integer> last = List.of(moments - 5, moments - 4, moments - 3, moments - 2, moments);
        Stream<Integer> others =
                new Random(seed)
                        .ints(1, moments - 5)
                        .distinct()
                        .boxed()
                        .limit(SAMPLES - last.size());
        Whole left = whole(settings);
        for (int moment : Stream.concat(last.stream(), others).toList()) {
            left = killAt(settings, left, moment, "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    @Tag("proof")
    void everyMomentLeavesTheOldOrTheNew(Backend backend) throws Exception {
        Settings settings =
                backend == Backend.SQLITE
                        ? ResettingProcess.settings(folder, "sqlite:" + folder + "/dev/foldbase.db")
                        : server(backend);
        int moments = ResettingProcess.run(settings, new SmallSample(), (name, moment) -> {});
        Whole left = whole(settings);
        for (int moment = 1; moment <= moments; moment++) {
            left = killAt(settings, left, moment, "proof");
        }
    }

    private Settings server(Backend backend) throws SQLException {
        String url = backend.freshUrl();
        return ResettingProcess.settings(folder.resolve("data"), url);
    }

    /** Kills a reset, and says what it left. */
    private static Whole killAt(Settings settings, Whole old, int moment, String why)
            throws Exception {
        Process process =
                ResettingProcess.start(
                        settings.dataDir(), settings.database().url(), Integer.toString(moment));
        try (BufferedReader said = said(process)) {
            String line = String.valueOf(said.readLine());
            assertThat(line).matches("(before|after) .*");
            process.destroyForcibly();
            assertThat(process.waitFor()).isEqualTo(137);
            awaitSessionsEnd(settings);
            return requireOldOrNew(settings, old, old, line + ", " + why);
        }
    }

    /** The server ends the dead process's session, and with it its transaction and locks. */
    private static void awaitSessionsEnd(Settings settings) throws SQLException {
        Migrations migrations = migrations();
        new Migrator(connections(settings), migrations, RunSettings.by("test"))
                .exclusively(connection -> connection.isValid(1));
    }

    /**
     * What is left, after finishing it as every start does.
     *
     * @param fresh like the new one in its rows' numbers and its files' names
     */
    private static Whole requireOldOrNew(Settings settings, Whole old, Whole fresh, String moment)
            throws IOException, SQLException {
        PendingSwitch.finish(settings, Environment.DEV);
        Whole left = whole(settings);
        if (left.dbUuid().equals(old.dbUuid())) {
            assertThat(left).as(moment).isEqualTo(old);
        } else {
            assertThat(left.rows()).as(moment).isEqualTo(fresh.rows());
            assertThat(left.files().keySet()).as(moment).isEqualTo(fresh.files().keySet());
        }
        return left;
    }

    /** What is there, after looking that rows and files fit and that nothing else lies about. */
    private static Whole whole(Settings settings) throws IOException, SQLException {
        assertThat(new Migrator(connections(settings), migrations(), RunSettings.by("x")).drift())
                .isEmpty();
        assertThat(Doctor.examine(settings, migrations(), true, Clock.systemUTC())).isEmpty();
        try (Connection connection = connections(settings).getConnection()) {
            UUID dbUuid = Stamp.read(connection).orElseThrow().dbUuid();
            Path root = FileRoot.of(settings.dataDir(), dbUuid).folder();
            Map<String, String> files = new TreeMap<>();
            try (Stream<Path> all = Files.walk(root)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(root.relativize(file).toString(), FileRoot.sha256(file));
                }
            }
            requireRowsFit(connection, files);
            assertThat(settings.dataDir().resolve("files").toFile().list())
                    .containsExactly(dbUuid.toString());
            assertThat(settings.dataDir().resolve("dev").toFile().list())
                    .noneMatch(name -> name.contains("switch"));
            return new Whole(dbUuid, new TreeMap<>(new LiveRows(connection).counts()), files);
        }
    }

    private static void requireRowsFit(Connection connection, Map<String, String> files)
            throws SQLException {
        Map<String, String> named = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select file_path as path, sha256 from dataset union all select"
                                        + " file_path, null from pileup_region union all select"
                                        + " matrix_path, null from pileup union all select"
                                        + " counts_path, null from pileup union all select"
                                        + " provenance_path, null from pileup")) {
            while (rows.next()) {
                String path = rows.getString("path");
                String sha256 = rows.getString("sha256");
                named.put(path, sha256 == null ? files.getOrDefault(path, "missing") : sha256);
            }
        }
        assertThat(files).isEqualTo(named);
    }

    private static Connections connections(Settings settings) {
        return Connections.to(DatabaseAddress.of(settings.database()), settings.connectTimeout());
    }

    private static Migrations migrations() {
        try {
            return Migrations.load(ResetKillTest.class.getClassLoader(), "migrations");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader said(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(from.relativize(one).toString()));
            }
        }
    }
}
