package org.foldbase.server.database.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.foldbase.server.database.archive.ManagedFile;
import org.foldbase.server.database.archive.NamedFile;
import org.foldbase.server.database.archive.NamedFiles;
import org.foldbase.server.database.archive.RowSource;
import org.foldbase.server.storage.FileRoot;

/**
 * The files of a database that belong to its content: not those of others, not work folders.
 *
 * @param missing those that rows name and that are not there, or have another size
 */
record FileList(List<ManagedFile> files, List<String> missing) {

    /** Those that a database's rows name. Hashes that rows don't say are computed. */
    static FileList of(RowSource source, FileRoot root) throws SQLException, IOException {
        TreeMap<String, ManagedFile> files = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (NamedFile named : NamedFiles.of(source)) {
            if (named.isExternal() || named.isScratch()) {
                continue;
            }
            Optional<Path> path = named.in(root.folder());
            if (path.isPresent() && named.isFolder()) {
                addAll(files, root, path.get());
            } else if (path.isPresent() && isWhole(named, path.get())) {
                files.put(named.path(), file(named, path.get()));
            } else if (named.isExpected()) {
                missing.add(named.path());
            }
        }
        return new FileList(List.copyOf(files.values()), missing);
    }

    private static boolean isWhole(NamedFile named, Path path) throws IOException {
        return Files.isRegularFile(path)
                && named.sizeBytes().orElse(Files.size(path)) == Files.size(path);
    }

    private static ManagedFile file(NamedFile named, Path path) throws IOException {
        String sha256 = named.sha256().isPresent() ? named.sha256().get() : FileRoot.sha256(path);
        return new ManagedFile(named.path(), Files.size(path), sha256);
    }

    private static void addAll(TreeMap<String, ManagedFile> files, FileRoot root, Path folder)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path file : below.filter(Files::isRegularFile).toList()) {
                String path = root.folder().relativize(file).toString();
                files.put(path, new ManagedFile(path, Files.size(file), FileRoot.sha256(file)));
            }
        }
    }
}
