package org.foldbase.server.cli;

import java.io.IOException;

/** A result could not be written; the message is a sentence. */
final class OutputException extends IOException {
    OutputException(String message, Throwable cause) {
        super(message, cause);
    }

    OutputException(String message) {
        super(message);
    }
}
