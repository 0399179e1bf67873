package org.foldbase.server.database.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.foldbase.server.database.archive.Archive;
import org.foldbase.server.database.archive.Loader;
import org.foldbase.server.database.archive.ManagedFile;
import org.foldbase.server.database.archive.Progress;
import org.foldbase.server.database.archive.RowSource;
import org.foldbase.server.database.archive.TableSummary;
import org.foldbase.server.database.reset.NewContent;
import org.foldbase.server.storage.FileRoot;

/** Rows and files of another database. */
final class TransferredContent implements NewContent {

    /** What opens doors in the environment it is from, and must not in another. */
    private static final List<String> ACCESS = List.of("login_session", "api_token");

    private final UUID origin;
    private final RowSource rows;
    private final List<ManagedFile> files;
    private final Optional<Archive> archive;
    private final List<Path> roots;
    private final boolean revoke;
    private final Progress progress;
    private final Set<String> missing = new TreeSet<>();
    private Map<String, TableSummary> tables = Map.of();
    private Path prepared = Path.of("");

    /**
     * @param archive has the files, if it is present
     * @param roots where else they may be
     * @param revoke whether nobody who was logged in stays so
     */
    TransferredContent(
            UUID origin,
            RowSource rows,
            List<ManagedFile> files,
            Optional<Archive> archive,
            List<Path> roots,
            boolean revoke,
            Progress progress) {
        this.origin = origin;
        this.rows = rows;
        this.files = files;
        this.archive = archive;
        this.roots = List.copyOf(roots);
        this.revoke = revoke;
        this.progress = progress;
    }

    @Override
    public Optional<UUID> origin() {
        return Optional.of(origin);
    }

    @Override
    public void prepare(Path folder) throws IOException {
        prepared = folder;
        for (ManagedFile file : files) {
            Path target = file.in(folder);
            Files.createDirectories(target.resolveSibling(""));
            if (archive.isPresent()) {
                archive.get().extract(file, target);
            } else if (!link(file, target)) {
                missing.add(file.path());
            }
        }
    }

    /** Files never change where they are, so a second name for one is as good as a copy. */
    private boolean link(ManagedFile file, Path target) throws IOException {
        for (Path root : roots) {
            Path there = file.in(root);
            if (Files.isRegularFile(there) && Files.size(there) == file.sizeBytes()) {
                try {
                    Files.createLink(target, there);
                } catch (UnsupportedOperationException | FileSystemException e) {
                    Files.copy(there, target);
                }
                return true;
            }
        }
        return false;
    }

    @Override
    public void write(Connection connection, FileRoot root) throws SQLException, IOException {
        tables = Loader.load(rows, connection, progress);
        if (revoke) {
            try (Statement statement = connection.createStatement()) {
                for (String table : ACCESS) {
                    statement.executeUpdate("delete from " + table);
                }
            }
        }
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> list = Files.list(prepared)) {
            list.forEach(folders::add);
        }
        for (Path folder : folders) {
            Files.move(folder, root.folder().resolve(prepared.relativize(folder)));
        }
        force(root.folder());
    }

    /** Has all files and folders on the disk, before the rows that name them count. */
    private static void force(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path one : all.toList()) {
                try (FileChannel channel = FileChannel.open(one, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }

    /** Files that were found nowhere. */
    Set<String> missing() {
        return missing;
    }

    /** What each table got. */
    Map<String, TableSummary> tables() {
        return new TreeMap<>(tables);
    }
}
