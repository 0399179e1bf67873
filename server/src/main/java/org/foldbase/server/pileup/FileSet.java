package org.foldbase.server.pileup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Files that appear together or not at all: each is written beside its place, then all renamed. */
final class FileSet {
    /** Writes one file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private FileSet() {}

    /** Writes the files, replacing those of the same name. */
    static void write(List<Path> targets, List<Content> contents) throws IOException {
        List<Path> beside = new ArrayList<>();
        try {
            for (int i = 0; i < targets.size(); i++) {
                Path target = targets.get(i);
                if (Files.isDirectory(target)) {
                    throw new FileSystemException(target.toString(), null, target + " is a folder");
                }
                Path temporary =
                        target.resolveSibling(
                                ".%s.%d"
                                        .formatted(
                                                target.getFileName(),
                                                ProcessHandle.current().pid()));
                beside.add(temporary);
                try (OutputStream out =
                        new BufferedOutputStream(
                                Files.newOutputStream(
                                        temporary,
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.TRUNCATE_EXISTING,
                                        StandardOpenOption.WRITE))) {
                    contents.get(i).writeTo(out);
                }
            }
            for (int i = 0; i < beside.size(); i++) {
                Files.move(
                        beside.get(i),
                        targets.get(i),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (Path temporary : beside) {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
