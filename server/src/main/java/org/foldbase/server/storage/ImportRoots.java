package org.foldbase.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.shared.Refusal;
import org.springframework.stereotype.Component;

/**
 * The folders of the server's disk from which files may be imported. What counts is where a file
 * really is, with all symbolic links followed.
 */
@Component
public final class ImportRoots {

    private final List<Path> roots;
    private final Path dataDir;

    ImportRoots(Settings settings) {
        this.roots = settings.files().importRoots();
        this.dataDir = settings.dataDir();
    }

    /** Whether nothing can be imported. */
    public boolean isEmpty() {
        return roots.isEmpty();
    }

    /** The folders, as the operator wrote them. */
    public List<Path> list() {
        return roots;
    }

    /**
     * The file of a path.
     *
     * @return its real path
     * @throws Refusal it is not there, not a file, or not in one of the folders; the sentence has
     *     no more of the path than was given
     */
    public Path require(String path) {
        if (roots.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.UNPROCESSABLE,
                    "This server has no folders to import from; its operator lists them in"
                            + " import.roots.");
        }
        return real(path)
                .filter(this::isInRoot)
                .filter(Files::isRegularFile)
                .filter(Files::isReadable)
                .orElseThrow(() ->
                        new Refusal(
                                Refusal.Kind.UNPROCESSABLE,
                                "There is no readable file "
                                        + path
                                        + " in the folders that may be imported from: "
                                        + String.join(
                                                ", ", roots.stream().map(Path::toString).toList())
                                        + "."));
    }

    private boolean isInRoot(Path real) {
        return !real(dataDir.toString()).map(real::startsWith).orElse(false)
                && roots.stream()
                        .flatMap(root -> real(root.toString()).stream())
                        .anyMatch(real::startsWith);
    }

    private static Optional<Path> real(String path) {
        try {
            Path asked = Path.of(path);
            return asked.isAbsolute() ? Optional.of(asked.toRealPath()) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
