package org.foldbase.server.intake.internal;

/** A file can't be used; the message is the sentence people see. */
final class BadFileException extends Exception {
    BadFileException(String sentence) {
        super(sentence);
    }
}
