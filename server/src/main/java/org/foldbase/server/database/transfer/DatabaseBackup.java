package org.foldbase.server.database.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.OperationsLog;
import org.foldbase.server.database.SafetyCopy;
import org.foldbase.server.database.archive.Backup;
import org.foldbase.server.database.archive.BackupReport;
import org.foldbase.server.database.archive.Origin;
import org.foldbase.server.database.archive.Progress;
import org.foldbase.server.database.archive.Scratch;
import org.foldbase.server.database.archive.Snapshot;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.storage.FileRoot;

/** Writes an environment's database into a file, while it is in use. */
public final class DatabaseBackup implements SafetyCopy {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Settings settings;
    private final Environment environment;
    private final Migrations migrations;
    private final Clock clock;
    private final Progress progress;

    public DatabaseBackup(
            Settings settings,
            Environment environment,
            Migrations migrations,
            Clock clock,
            Progress progress) {
        this.settings = settings;
        this.environment = environment;
        this.migrations = migrations;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * What was written.
     *
     * @param missing files that rows name and that are not there
     */
    public record Written(BackupReport report, List<String> missing) {}

    /** Writes it, noted in the log of operations. */
    public Written write(Path file, boolean withFiles, List<String> arguments)
            throws IOException, SQLException {
        DatabaseAddress address = DatabaseAddress.of(settings.database(environment));
        ReadyDatabase database = ReadyDatabase.open(address, settings, environment, migrations);
        Backup.requireNew(file);
        OperationsLog.Operation operation =
                new OperationsLog(settings.dataDir(), clock).begin("db backup", arguments);
        try (Snapshot snapshot = database.snapshot(migrations)) {
            Written written = write(database, snapshot, file, withFiles);
            operation.end(
                    "done",
                    Map.of(
                            "rows",
                            written.report.rows(),
                            "sha256",
                            written.report.sha256(),
                            "sizeBytes",
                            written.report.sizeBytes()));
            return written;
        } catch (IOException | SQLException | RuntimeException e) {
            operation.failed(e);
            throw e;
        }
    }

    private Written write(ReadyDatabase database, Snapshot snapshot, Path file, boolean withFiles)
            throws IOException, SQLException {
        FileRoot root = FileRoot.of(settings.dataDir(), database.stamp().dbUuid());
        FileList files = FileList.of(snapshot, root);
        Origin origin =
                new Origin(
                        environment.key(),
                        database.stamp().dbUuid(),
                        version(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        BackupReport report =
                Backup.write(
                        snapshot,
                        origin,
                        database.address().backend().title(),
                        files.files(),
                        withFiles ? Optional.of(root.folder()) : Optional.empty(),
                        file,
                        progress);
        return new Written(report, files.missing());
    }

    private static String version() {
        return Optional.ofNullable(DatabaseBackup.class.getPackage().getImplementationVersion())
                .orElse("built from sources");
    }

    /** Without the files, which go to the trash and not away. */
    @Override
    public Copy take(DatabaseAddress address, Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        ReadyDatabase database = ReadyDatabase.look(address, settings, environment, migrations);
        Path file = folder.resolve("before-" + TIME.format(clock.instant()) + ".zip");
        try (Snapshot snapshot = database.snapshot(migrations)) {
            BackupReport report = write(database, snapshot, file, false).report;
            try {
                Scratch.verify(file, snapshot, migrations, progress);
            } catch (IOException | SQLException | DatabaseException e) {
                Files.deleteIfExists(file);
                throw e;
            }
            return new Copy(file, report.sha256(), report.rows());
        }
    }
}
