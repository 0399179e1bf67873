package org.foldbase.server.database.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.foldbase.server.database.archive.NamedFile;
import org.foldbase.server.database.doctor.Finding.Kind;
import org.foldbase.server.storage.FileRoot;

/** Rows against files: what is missing, what changed, and what nobody names. */
final class FileCheck {

    private final FileRoot root;
    private final boolean deep;
    private final Consumer<Finding> findings;
    private final Set<Path> files = new HashSet<>();
    private final Set<Path> folders = new HashSet<>();

    /**
     * @param deep whether to read all files and compare their checksums
     */
    FileCheck(FileRoot root, boolean deep, Consumer<Finding> findings) {
        this.root = root;
        this.deep = deep;
        this.findings = findings;
    }

    void check(List<NamedFile> named) throws IOException {
        for (NamedFile file : named) {
            check(file);
        }
        if (Files.isDirectory(root.folder())) {
            try (Stream<Path> there = Files.walk(root.folder())) {
                there.filter(Files::isRegularFile).filter(this::isOrphan).forEach(this::orphan);
            }
        }
    }

    private void check(NamedFile file) throws IOException {
        Optional<Path> path = file.in(root.folder());
        if (path.isEmpty()) {
            report(Kind.MISSING_FILE, file, "leads out of the data directory", advice(file));
            return;
        }
        (file.isFolder() ? folders : files).add(path.get());
        if (!file.isExpected()) {
            return;
        }
        if (!Files.isRegularFile(path.get())) {
            report(Kind.MISSING_FILE, file, "is not there", advice(file));
        } else {
            change(file, path.get())
                    .ifPresent(what -> report(Kind.CHANGED_FILE, file, what, advice(file)));
        }
    }

    private Optional<String> change(NamedFile file, Path path) throws IOException {
        long size = Files.size(path);
        if (file.sizeBytes().isPresent() && file.sizeBytes().get() != size) {
            return Optional.of("has %d bytes, not %d".formatted(size, file.sizeBytes().get()));
        }
        Instant modified = wholeMs(Files.getLastModifiedTime(path));
        if (file.modifiedAt().isPresent() && !file.modifiedAt().get().equals(modified)) {
            return Optional.of("was written at " + modified + ", after it was checked");
        }
        if (deep
                && file.sha256().isPresent()
                && !file.sha256().get().equals(FileRoot.sha256(path))) {
            return Optional.of("has another content than when it was checked");
        }
        return Optional.empty();
    }

    private static Instant wholeMs(FileTime time) {
        return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String advice(NamedFile file) {
        return file.isExternal()
                ? "put it back as it was, or delete the dataset"
                : "restore it from a backup with files, or delete its row";
    }

    private void report(Kind kind, NamedFile file, String what, String advice) {
        findings.accept(new Finding(kind, file.path() + " (" + file.row() + ")", what, advice));
    }

    private boolean isOrphan(Path file) {
        return !files.contains(file) && folders.stream().noneMatch(file::startsWith);
    }

    private void orphan(Path file) {
        boolean unfinished = file.toString().endsWith(".unfinished");
        findings.accept(
                new Finding(
                        unfinished ? Kind.LEFTOVER : Kind.ORPHANED_FILE,
                        file.toString(),
                        unfinished ? "was never finished" : "no row names it",
                        "delete it if nothing is at work now"));
    }
}
