package org.foldbase.hic.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the folder of real data beside the checkout, which is too large to commit. */
public final class SharedFolder {
    private SharedFolder() {}

    /**
     * The folder {@code shared/<name>} in the working directory's nearest ancestor that has one;
     * the calling test is skipped if there is none.
     */
    public static Path find(String name) {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            Path candidate = folder.resolve("shared").resolve(name);
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return Assumptions.abort("skipped: no ../shared/" + name + " beside the checkout");
    }
}
