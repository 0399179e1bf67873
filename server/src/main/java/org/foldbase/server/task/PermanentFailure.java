package org.foldbase.server.task;

/** A task that can't be done however often it is tried; the message is the sentence people see. */
public final class PermanentFailure extends Exception {

    public PermanentFailure(String sentence) {
        super(sentence);
    }

    public PermanentFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
