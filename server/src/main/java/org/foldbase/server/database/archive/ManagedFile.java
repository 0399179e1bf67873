package org.foldbase.server.database.archive;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file that a row names.
 *
 * @param path relative to the files' root, with slashes
 * @param sha256 in hexadecimal
 */
public record ManagedFile(String path, long sizeBytes, String sha256) {

    /** Where it is below a root; a path that leads out of it is an error. */
    public Path in(Path root) {
        try {
            Path relative = Path.of(path);
            Path file = root.resolve(relative).normalize();
            if (!relative.isAbsolute() && file.startsWith(root) && !file.equals(root)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no path of a managed file: " + path, e);
        }
        throw new IllegalArgumentException("no path of a managed file: " + path);
    }
}
