package org.foldbase.server.database.transfer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foldbase.migrate.revision.Migrations;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.archive.Archive;
import org.foldbase.server.database.archive.Manifest;
import org.foldbase.server.database.archive.Progress;
import org.foldbase.server.database.archive.RowSource;
import org.foldbase.server.database.archive.Scratch;
import org.foldbase.server.database.archive.Snapshot;
import org.foldbase.server.database.reset.ResetPlan;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.storage.FileRoot;

/**
 * Puts an archive in the place of an environment's database, all or nothing. The database stays of
 * its environment, gets an identity of its own, and is at the newest revision in the end. Whoever
 * calls it holds the environment's lock.
 */
public final class Restore implements AutoCloseable {

    private final Path file;
    private final Archive archive;
    private final Replacement replacement;

    private Restore(Path file, Archive archive, Replacement replacement) {
        this.file = file;
        this.archive = archive;
        this.replacement = replacement;
    }

    /** Opens the archive and checks it; one that is not whole is refused. */
    public static Restore open(
            Path file,
            Settings settings,
            Environment environment,
            Migrations migrations,
            StepListener steps,
            Clock clock)
            throws IOException {
        return new Restore(
                file,
                Archive.open(file, migrations),
                new Replacement(settings, environment, migrations, steps, clock));
    }

    public Manifest manifest() {
        return archive.manifest();
    }

    /** Looks at what would be replaced; changes nothing. */
    public ResetPlan plan() throws SQLException {
        return replacement.reset.plan();
    }

    /** Whether anything would be lost. */
    public boolean replacesRows(ResetPlan plan) {
        return Replacement.replacesRows(plan);
    }

    /** Does it, noted in the log of operations. */
    public Transferred run(ResetPlan plan, List<String> arguments, Progress progress)
            throws IOException, SQLException {
        List<String> heads = replacement.migrations.heads().stream().map(Revision::id).toList();
        if (heads.equals(manifest().revisions())) {
            return run(plan, archive, arguments, progress);
        }
        Path beside = file.toAbsolutePath().resolveSibling("");
        try (Scratch older = Scratch.of(archive, replacement.migrations, beside, progress)) {
            older.upgrade(replacement.migrations, "head");
            try (Snapshot upgraded = Snapshot.of(older.database(), replacement.migrations)) {
                return run(plan, upgraded, arguments, progress);
            }
        }
    }

    private Transferred run(
            ResetPlan plan, RowSource rows, List<String> arguments, Progress progress)
            throws IOException, SQLException {
        boolean revoke = !manifest().origin().environment().equals(replacement.environment.key());
        TransferredContent content =
                new TransferredContent(
                        manifest().origin().dbUuid(),
                        rows,
                        manifest().files(),
                        manifest().withFiles() ? Optional.of(archive) : Optional.empty(),
                        roots(plan),
                        revoke,
                        progress);
        return replacement.run("db restore", plan, content, revoke, arguments, progress);
    }

    /** Where the files may still be: the archive's database's, those replaced, and the trash. */
    private List<Path> roots(ResetPlan plan) throws IOException {
        Path dataDir = replacement.settings.dataDir();
        UUID origin = manifest().origin().dbUuid();
        List<Path> roots = new ArrayList<>();
        roots.add(FileRoot.of(dataDir, origin).folder());
        plan.stamp().ifPresent(it -> roots.add(FileRoot.of(dataDir, it.dbUuid()).folder()));
        Path trash = dataDir.resolve("trash");
        if (Files.isDirectory(trash)) {
            try (DirectoryStream<Path> old = Files.newDirectoryStream(trash, origin + "-*")) {
                old.forEach(roots::add);
            }
        }
        return roots;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
