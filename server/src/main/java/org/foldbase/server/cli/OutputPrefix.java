package org.foldbase.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.foldbase.server.pileup.PileupFiles;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Folder and beginning of the names of a pileup's files. */
record OutputPrefix(Path path) {

    static final class Converter implements ITypeConverter<OutputPrefix> {
        @Override
        public OutputPrefix convert(String text) {
            Path path = FilePath.parse(text);
            if (path.getFileName() == null
                    || text.endsWith("/")
                    || path.endsWith(".")
                    || path.endsWith("..")
                    || Files.isDirectory(path)) {
                throw new TypeConversionException(
                        "%s is a folder; add the beginning of a file name, say %s"
                                .formatted(text, path.resolve("pileup")));
            }
            return new OutputPrefix(path);
        }
    }

    /**
     * Finds out before the work whether its result can be written.
     *
     * @param inputs what must not be replaced
     */
    void requireWritable(InputFile... inputs) throws IOException {
        Path folder = path.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new OutputException("there is no folder %s to write to".formatted(folder));
        }
        try {
            Files.delete(Files.createTempFile(folder, ".foldbase", ""));
        } catch (IOException e) {
            throw new OutputException("no file can be made in the folder " + folder, e);
        }
        for (Path target : PileupFiles.paths(path)) {
            if (Files.isDirectory(target)) {
                throw new OutputException(
                        "%s would be a file of the result but is a folder; choose another prefix"
                                .formatted(target));
            }
            for (InputFile input : inputs) {
                if (Files.exists(target) && Files.isSameFile(target, input.path())) {
                    throw new OutputException(
                            "the result would replace its input %s; choose another prefix with -o"
                                    .formatted(target));
                }
            }
        }
    }
}
