package org.foldbase.server.database.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.run.Migrator;
import org.foldbase.migrate.run.RunSettings;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;

/** An archive's rows in a temporary SQLite database of the archive's revision. */
public final class Scratch implements AutoCloseable {

    private final Path folder;
    private final DataSource database;

    private Scratch(Path folder) {
        this.folder = folder;
        this.database =
                Connections.creating(
                        DatabaseAddress.sqlite(folder.resolve("scratch.db")),
                        Duration.ofSeconds(10));
    }

    /**
     * Restores an archive.
     *
     * @param beside a folder with room for the rows; they are not there any more in the end
     */
    public static Scratch of(Archive archive, Migrations migrations, Path beside, Progress progress)
            throws SQLException, IOException {
        Scratch scratch = new Scratch(Files.createTempDirectory(beside, ".foldbase-scratch"));
        try {
            for (String revision : archive.manifest().revisions()) {
                scratch.upgrade(migrations, revision);
            }
            try (Connection connection = scratch.database.getConnection()) {
                connection.setAutoCommit(false);
                Loader.load(archive, connection, progress);
                connection.commit();
            }
            return scratch;
        } catch (SQLException | IOException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /** Brings it to a later revision. */
    public void upgrade(Migrations migrations, String target) throws SQLException {
        new Migrator(database, migrations, RunSettings.by("foldbase")).upgrade(target, true);
    }

    public DataSource database() {
        return database;
    }

    /**
     * Restores an archive beside itself and compares every row with the database it is of.
     *
     * @throws org.foldbase.server.database.DatabaseException the archive can't be trusted
     */
    public static void verify(Path file, RowSource source, Migrations migrations, Progress progress)
            throws SQLException, IOException {
        Path beside = file.toAbsolutePath().resolveSibling("");
        try (Archive archive = Archive.open(file, migrations);
                Scratch scratch = of(archive, migrations, beside, progress);
                Snapshot restored = Snapshot.of(scratch.database, migrations)) {
            archive.requireSame(restored, progress);
            archive.requireSame(source, progress);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
