package org.foldbase.server.database;

/** What the database, or a command about it, can't do; the message is one sentence for people. */
public class DatabaseException extends RuntimeException {

    /** What kind of trouble it is, for the exit code. */
    public enum Kind {
        /** The work was begun and failed. */
        FAILED,
        /** Refused for safety, or asked wrongly; nothing was touched. */
        REFUSED,
        /** A file that was given is not what it should be. */
        BAD_INPUT,
        /** The database, or something else that is needed, is not there. */
        UNAVAILABLE
    }

    private final Kind kind;

    public DatabaseException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public DatabaseException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public final Kind kind() {
        return kind;
    }

    /** Refused for safety; nothing was touched. */
    public static DatabaseException refused(String message) {
        return new DatabaseException(Kind.REFUSED, message);
    }
}
