package org.foldbase.migrate;

/**
 * Something a person has to decide or to correct: one sentence saying what, where and what to do.
 */
public class MigrationException extends RuntimeException {

    public MigrationException(String message) {
        super(message);
    }

    public MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
