package org.foldbase.server.cli;

import java.io.IOException;

/** The input is sound in itself but nothing can be made of it; the message is a sentence. */
final class BadInputException extends IOException {
    BadInputException(String message) {
        super(message);
    }
}
