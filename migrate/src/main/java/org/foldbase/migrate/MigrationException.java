package org.foldbase.migrate;

import org.jspecify.annotations.Nullable;

/**
 * Something a person has to decide or to correct: one sentence saying what, where and what to do.
 */
public class MigrationException extends RuntimeException {

    private final Kind kind;

    /** What is wrong, for a program that must not read the sentence. */
    public enum Kind {
        /** A file, a schema or an entity is not as it has to be. */
        INVALID(3),
        /** The file of an applied revision was edited. */
        EDITED(3),
        /** A revision, a number of them or a back-end was asked for that is not there. */
        USAGE(2),
        /** There are two heads; merge them, or name one. */
        HEADS(2),
        /** There may be renames, about which a person has to be asked. */
        RENAMES(2),
        /** Refused for what would happen to rows or to what others made; nothing was changed. */
        REFUSED(2),
        /** A statement failed; the sentence says how things stand. */
        FAILED(1),
        /** A revision is half done; {@code resume} or a rebuild is the way out. */
        DIRTY(1),
        /** The database has a revision that this program does not know. */
        AHEAD(4),
        /** Another process migrates the database, or uses its tables, for too long. */
        LOCKED(4),
        /** The database can't be reached any more. */
        UNAVAILABLE(4);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        /**
         * What a command ends with: 1 the work failed, 2 wrong usage or refused, 3 bad input, 4 not
         * possible now.
         */
        public int exitCode() {
            return exitCode;
        }
    }

    /** Of the kind {@link Kind#INVALID}. */
    public MigrationException(String message) {
        this(Kind.INVALID, message);
    }

    /** Of the kind {@link Kind#INVALID}. */
    public MigrationException(String message, Throwable cause) {
        this(Kind.INVALID, message, cause);
    }

    public MigrationException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public MigrationException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public final Kind kind() {
        return kind;
    }
}
