package org.foldbase.server.database.archive;

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
        Optional<Instant> modifiedAt) {}
