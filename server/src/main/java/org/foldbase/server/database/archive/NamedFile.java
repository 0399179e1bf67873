package org.foldbase.server.database.archive;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file, or a folder of files, that a row names.
 *
 * @param row table, primary key and column, for people
 * @param path relative to the files' root, or absolute if external
 * @param isExternal whether it is not Foldbase's own: it is only ever looked at
 * @param isFolder whether it is a folder
 * @param isExpected whether the row says that it is whole
 */
public record NamedFile(
        String row,
        String path,
        boolean isExternal,
        boolean isFolder,
        boolean isExpected,
        Optional<Long> sizeBytes,
        Optional<String> sha256,
        Optional<Instant> modifiedAt) {

    /** Whether it is a folder to work in, whose content nobody misses. */
    public boolean isScratch() {
        return row.endsWith(" work_dir");
    }

    /** Where it is; nothing if it should be below the root and its path leads elsewhere. */
    public Optional<Path> in(Path root) {
        try {
            return Optional.of(isExternal ? Path.of(path) : new ManagedFile(path, 0, "").in(root));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
