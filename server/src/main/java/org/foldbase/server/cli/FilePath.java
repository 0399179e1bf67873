package org.foldbase.server.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The path of a file, which people mistake for other things. */
final class FilePath implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        return parse(text);
    }

    static Path parse(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("\"\" names no file");
        }
        if (text.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*://.*")) {
            throw new TypeConversionException(
                    "%s is an address, not a file; download it first".formatted(text));
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(
                    "\"%s\" cannot be a file name here: %s".formatted(text, e.getReason()));
        }
    }
}
