package org.foldbase.server.database.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Operation.AddColumn;
import org.foldbase.migrate.schema.Schema;
import org.foldbase.migrate.schema.SchemaDiff;
import org.foldbase.migrate.testing.Backend;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseState;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.Stamp;
import org.foldbase.server.database.archive.Loader;
import org.foldbase.server.database.archive.Progress;
import org.foldbase.server.database.archive.Snapshot;
import org.foldbase.server.database.archive.Summaries;
import org.foldbase.server.database.archive.TableSummary;
import org.foldbase.server.database.doctor.Doctor;
import org.foldbase.server.database.doctor.Finding;
import org.foldbase.server.database.reset.PendingSwitch;
import org.foldbase.server.database.reset.SampleReset;
import org.foldbase.server.settings.DatabaseSettings;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A move or a restore that dies: the source is as it was, the target is the old one or the new. */
class TransferKillTest {

    @TempDir private Path data;
    private Settings settings;
    private String source;

    @BeforeEach
    void sampleData() throws Exception {
        settings = TransferringProcess.settings(data);
        source = settings.database().url();
        SampleReset.of(settings);
    }

    @Test
    void aMoveThatDiesLeavesTheSourceAndATargetThatIsEmptyOrWhole() throws Exception {
        killAt(Backend.SQLITE, 4);
    }

    @Tag("proof")
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "H2")
    void aMoveThatDiesAtAnyOfManyMoments(Backend backend) throws Exception {
        killAt(backend, 25);
    }

    private void killAt(Backend backend, int kills) throws Exception {
        Map<String, TableSummary> before = Summaries.of(source);
        byte[] bytes = Files.readAllBytes(DatabaseAddress.parse(source, "test").file());
        int moments =
                TransferringProcess.transfer(settings, "move", backend.freshUrl(), moment -> {});
        assertThat(moments).isGreaterThan(50);
        for (int moment : spread(moments, kills)) {
            String target = backend.freshUrl();
            assertThat(TransferringProcess.run(data, "move", target, moment))
                    .as("killed at moment %d of %d", moment, moments)
                    .isEqualTo(TransferringProcess.KILLED);
            assertThat(Summaries.of(source)).isEqualTo(before);
            assertThat(Files.readAllBytes(DatabaseAddress.parse(source, "test").file()))
                    .isEqualTo(bytes);
            assertThat(isEmptyOrEqual(target, before)).as("at moment %d", moment).isTrue();
            TransferringProcess.transfer(settings, "move", target, again -> {});
            assertThat(Summaries.withoutAudit(Summaries.of(target)))
                    .isEqualTo(Summaries.withoutAudit(before));
            assertThat(findings(settings.with(Environment.DEV, to(target))))
                    .allMatch(it ->
                            it.what().equals("belongs to no database that the settings name"));
        }
        assertThat(findings(settings))
                .allMatch(it -> it.what().equals("belongs to no database that the settings name"));
    }

    @Test
    void aRestoreThatDiesLeavesTheOldDatabaseOrTheNewOneWithItsFiles() throws Exception {
        Path archive = data.resolve("backup.zip");
        TransferringProcess.backup(settings, archive, Progress.NONE);
        Map<String, TableSummary> wanted = Summaries.withoutAudit(Summaries.of(source));
        int moments =
                TransferringProcess.transfer(settings, "restore", archive.toString(), it -> {});
        for (int moment : spread(moments, 3)) {
            change();
            Map<String, TableSummary> old = Summaries.withoutAudit(Summaries.of(source));
            assertThat(old).isNotEqualTo(wanted);
            assertThat(TransferringProcess.run(data, "restore", archive.toString(), moment))
                    .isEqualTo(TransferringProcess.KILLED);
            PendingSwitch.finish(settings, Environment.DEV);
            assertThat(Summaries.withoutAudit(Summaries.of(source))).isIn(old, wanted);
            assertThat(findings(settings)).as("at moment %d of %d", moment, moments).isEmpty();
        }
    }

    @Test
    void anInterruptedMoveLeavesTheTargetAsItWas() throws Exception {
        Map<String, TableSummary> before = Summaries.of(source);
        String target = Backend.SQLITE.freshUrl();
        assertThatThrownBy(() ->
                        TransferringProcess.transfer(
                                settings,
                                "move",
                                target,
                                moment -> {
                                    if (moment == 150) {
                                        Thread.currentThread().interrupt();
                                    }
                                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(Summaries.of(source)).isEqualTo(before);
        assertThat(isEmptyOrEqual(target, Map.of())).isTrue();
        assertThat(findings(settings)).isEmpty();
        assertThat(Files.readString(data.resolve("operations.log")))
                .contains("failed: interrupted");
    }

    @Test
    void aBackupThatFindsTheDiskFullSaysSoAndLeavesNothing() throws Exception {
        Path file = data.resolve("backup.zip");
        Path said = data.resolve("said");
        Process process =
                TransferringProcess.start(data, "backup", file.toString(), 0)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(Files.readString(said)).contains(file + " can't be written: File too large");
        try (Stream<Path> left = Files.list(data)) {
            assertThat(left.map(it -> it.getFileName().toString()))
                    .doesNotContain("backup.zip", "backup.zip.part");
        }
    }

    @Test
    void anArchiveOfAnOlderRevisionIsUpgradedOnItsWay() throws Exception {
        Path archive = data.resolve("backup.zip");
        TransferringProcess.backup(settings, archive, Progress.NONE);
        Map<String, TableSummary> before = Summaries.of(source);
        Migrations old = SourceTree.migrations();
        Schema wanted =
                old.snapshot()
                        .apply(
                                new AddColumn(
                                        "assembly",
                                        Column.nullable("colour", ColumnType.string(9))));
        Migrations newer =
                old.with(
                        old.next(
                                "colours",
                                SchemaDiff.between(old.snapshot(), wanted),
                                Clock.systemUTC()));
        try (Restore restore =
                Restore.open(
                        archive,
                        settings,
                        Environment.DEV,
                        newer,
                        StepListener.NONE,
                        Clock.systemUTC())) {
            restore.run(restore.plan(), List.of(), Progress.NONE);
        }
        try (Snapshot snapshot = Snapshot.of(Summaries.connections(source), newer)) {
            Map<String, TableSummary> after = Loader.summarise(snapshot, Progress.NONE);
            assertThat(after.get("task")).isEqualTo(before.get("task"));
            assertThat(snapshot.schema()).isNotEqualTo(old.snapshot());
        }
        assertThat(Doctor.examine(settings, newer, true, Clock.systemUTC())).isEmpty();
    }

    /** What the archive does not have. */
    private void change() throws Exception {
        try (Connection connection = Summaries.connections(source).getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update app_user set version = version + 1");
        }
    }

    /** From the first to the last, evenly. */
    private static List<Integer> spread(int moments, int kills) {
        return IntStream.range(0, kills)
                .mapToObj(i -> 1 + (int) ((long) i * (moments - 1) / (kills - 1)))
                .toList();
    }

    private List<Finding> findings(Settings of) throws Exception {
        return Doctor.examine(of, SourceTree.migrations(), true, Clock.systemUTC());
    }

    private static DatabaseSettings to(String url) {
        return new DatabaseSettings(url, "", "", "--to");
    }

    private static boolean isEmptyOrEqual(String target, Map<String, TableSummary> wanted)
            throws Exception {
        if (target.startsWith("jdbc:sqlite:")
                && !Files.exists(Path.of(target.substring("jdbc:sqlite:".length())))) {
            return true;
        }
        Optional<Stamp> stamp;
        try (Connection connection = Summaries.connections(target).getConnection()) {
            stamp = Stamp.read(connection);
        }
        return stamp.isEmpty()
                || (stamp.get().state() == DatabaseState.READY
                        && Summaries.withoutAudit(Summaries.of(target))
                                .equals(Summaries.withoutAudit(wanted)));
    }
}
