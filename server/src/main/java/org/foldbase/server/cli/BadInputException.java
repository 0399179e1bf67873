package org.foldbase.server.cli;

import java.io.IOException;

/** Nothing can be made of the input; the message is a sentence. */
final class BadInputException extends IOException {
    BadInputException(String message) {
        super(message);
    }

    BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
