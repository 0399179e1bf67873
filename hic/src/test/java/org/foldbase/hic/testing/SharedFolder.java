package org.foldbase.hic.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real files that lie beside the checkout and are never committed. */
public final class SharedFolder {
    private SharedFolder() {}

    /**
     * The folder {@code shared/<name>} beside the working directory or one of its ancestors; the
     * test is skipped if there is none.
     */
    public static Path find(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolveSibling("shared").resolve(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return Assumptions.abort("skipped: no ../shared/" + name + " beside the checkout");
    }
}
