package org.foldbase.server.dataset.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.dataset.FileLocation;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.storage.ImportRoots;
import org.springframework.stereotype.Component;

/** Where the files of datasets are, and whether they still are what was checked. */
@Component
class DatasetFiles {

    private final FileRoot root;
    private final ImportRoots imports;

    DatasetFiles(FileRoot root, ImportRoots imports) {
        this.root = root;
        this.imports = imports;
    }

    /** A file is not what it was when it was checked; the message is the sentence people see. */
    static final class ChangedException extends Exception {
        ChangedException(String sentence) {
            super(sentence);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    Path of(DatasetView dataset) throws ChangedException {
        if (dataset.location() == FileLocation.EXTERNAL) {
            return external(dataset);
        }
        Path file = root.resolve(dataset.filePath());
        if (!Files.isRegularFile(file)) {
            throw new ChangedException("The file of '" + dataset.name() + "' is not there.");
        }
        return file;
    }

    /** The real path has to be the one that was imported, under a root that is still permitted. */
    private Path external(DatasetView dataset) throws ChangedException {
        Path real;
        try {
            real = imports.require(dataset.filePath());
        } catch (Refusal e) {
            throw new ChangedException(
                    "The file of '%s' is not there any more, or no longer in a folder that may be imported from."
                            .formatted(dataset.name()));
        }
        if (!real.equals(Path.of(dataset.filePath()))) {
            throw new ChangedException(
                    "The file of '%s' has become a link to another one.".formatted(dataset.name()));
        }
        if (dataset.isReady() && isChanged(dataset, real)) {
            throw new ChangedException(
                    "The file of '%s' was changed after it was checked; check it again."
                            .formatted(dataset.name()));
        }
        return real;
    }

    private static boolean isChanged(DatasetView dataset, Path file) {
        try {
            Instant modified =
                    Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS);
            return Files.size(file) != dataset.sizeBytes().orElse(-1)
                    || !dataset.fileModifiedAt().filter(modified::equals).isPresent();
        } catch (IOException e) {
            return true;
        }
    }
}
