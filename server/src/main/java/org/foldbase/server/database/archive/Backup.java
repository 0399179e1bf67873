package org.foldbase.server.database.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.foldbase.migrate.schema.Table;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.database.DatabaseException.Kind;

/** Writes a database into one file. */
public final class Backup {

    private final Snapshot source;
    private final Progress progress;
    private final ZipOutputStream zip;
    private final long inAll;
    private long done;

    private Backup(Snapshot source, OutputStream out, Progress progress) throws SQLException {
        this.source = source;
        this.progress = progress;
        this.inAll = Loader.count(source);
        this.zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED);
        zip.setComment(Seal.comment());
    }

    /**
     * Writes the archive. The file is there when it is whole, readable by its owner alone; one that
     * is there already stays as it is.
     *
     * @param backend the source's back-end, as people write it
     * @param files the files that rows name
     * @param filesRoot where they are, if they are to be in the archive
     */
    public static BackupReport write(
            Snapshot source,
            Origin origin,
            String backend,
            List<ManagedFile> files,
            Optional<Path> filesRoot,
            Path file,
            Progress progress)
            throws SQLException, IOException {
        requireNew(file);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            BackupReport report;
            try (FileChannel channel = create(part)) {
                Seal seal = new Seal(new BufferedOutputStream(Channels.newOutputStream(channel)));
                Backup backup = new Backup(source, seal, progress);
                Manifest manifest = backup.write(origin, backend, files, filesRoot);
                report = new BackupReport(manifest, seal.seal(), seal.written());
                channel.force(true);
            }
            putInPlace(part, file);
            return report;
        } catch (FileAlreadyExistsException e) {
            throw new DatabaseException(
                    Kind.REFUSED, e.getFile() + " is there already; it was not touched", e);
        } catch (NoSuchFileException e) {
            throw new DatabaseException(
                    Kind.REFUSED, "there is no folder " + file.toAbsolutePath().getParent(), e);
        } catch (IOException e) {
            throw new DatabaseException(
                    Kind.FAILED, file + " can't be written: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A link is refused where a file is; not every file system has links. */
    private static void putInPlace(Path part, Path file) throws IOException {
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            requireNew(file);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        Path folder = file.toAbsolutePath().resolveSibling("");
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Refuses a file that is there. */
    public static void requireNew(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw DatabaseException.refused(file + " is there already; it was not touched");
        }
    }

    private static FileChannel create(Path part) throws IOException {
        Files.deleteIfExists(part);
        return FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private Manifest write(
            Origin origin, String backend, List<ManagedFile> files, Optional<Path> filesRoot)
            throws SQLException, IOException {
        Map<String, TableSummary> tables = new LinkedHashMap<>();
        for (Table table : source.schema().tables()) {
            tables.put(table.name(), write(table));
        }
        if (filesRoot.isPresent()) {
            for (ManagedFile file : files) {
                write(file, file.in(filesRoot.get()));
            }
        }
        Manifest manifest =
                new Manifest(
                        Manifest.FORMAT,
                        origin,
                        source.revisions(),
                        source.schema().hash(),
                        backend,
                        tables,
                        files,
                        filesRoot.isPresent());
        entry(Archive.MANIFEST);
        zip.write(manifest.json());
        zip.finish();
        return manifest;
    }

    private TableSummary write(Table table) throws SQLException, IOException {
        entry(Archive.entry(table));
        RowHash hash = new RowHash(table);
        try (RowLines lines = new RowLines(zip, table, false)) {
            source.read(
                    table,
                    row -> {
                        lines.write(row);
                        hash.add(row);
                        progress.at(++done, inAll);
                    });
        }
        return hash.summary(source.lastId(table));
    }

    private void write(ManagedFile file, Path path) throws IOException {
        entry(Archive.entry(file));
        MessageDigest digest = RowHash.sha256();
        Files.copy(path, new DigestOutputStream(zip, digest));
        if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
            throw new DatabaseException(
                    Kind.FAILED,
                    path + " is not what the database says; 'foldbase doctor --deep' says more");
        }
    }

    private void entry(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
    }
}
