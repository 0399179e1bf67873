package org.foldbase.server.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** A result could not be written; the message is a sentence. */
final class OutputException extends IOException {
    OutputException(String message) {
        super(message);
    }

    /**
     * @param what could not be done, as the begin of a sentence
     */
    OutputException(String what, IOException cause) {
        super(what + ": " + reason(cause), cause);
    }

    /** Why, without saying where. */
    static String reason(IOException failure) {
        return switch (failure) {
            case FileSystemException e when e.getReason() != null -> e.getReason();
            case AccessDeniedException e -> "permission denied";
            case NoSuchFileException e -> "no such file or folder";
            case FileAlreadyExistsException e -> "a file of this name is in the way";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
