package org.foldbase.server.pileup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files that appear together or not at all: each is written beside its place, then all renamed. */
final class FileSet {
    /** Writes one file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private FileSet() {}

    /**
     * Writes the files, replacing those of the same name.
     *
     * @param prefix folder and beginning of every name
     * @param contents by the end of the name
     */
    static List<Path> write(Path prefix, Map<String, Content> contents) throws IOException {
        List<Path> beside = new ArrayList<>();
        List<Path> targets = new ArrayList<>();
        try {
            for (Map.Entry<String, Content> entry : contents.entrySet()) {
                String name = prefix.getFileName() + entry.getKey();
                Path temporary =
                        prefix.resolveSibling("." + name + "." + ProcessHandle.current().pid());
                beside.add(temporary);
                targets.add(prefix.resolveSibling(name));
                try (OutputStream out =
                        new BufferedOutputStream(
                                Files.newOutputStream(
                                        temporary,
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.TRUNCATE_EXISTING,
                                        StandardOpenOption.WRITE))) {
                    entry.getValue().writeTo(out);
                }
            }
            for (int i = 0; i < beside.size(); i++) {
                Files.move(
                        beside.get(i),
                        targets.get(i),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return targets;
        } finally {
            for (Path temporary : beside) {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
