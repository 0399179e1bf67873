package org.foldbase.hic.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Test data of others that lie beside the checkout and are no part of it. */
public final class SharedFolder {
    private SharedFolder() {}

    /** The folder or file {@code shared/name} nearest above the working directory, or a skip. */
    public static Path find(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path found = folder.resolve("shared").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
            folder = folder.getParent();
        }
        return Assumptions.abort("skipped: no ../shared/%s beside the checkout".formatted(name));
    }
}
