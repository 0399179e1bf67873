package org.foldbase.server.database.doctor;

import java.util.Locale;

/**
 * Something that is not as it should be.
 *
 * @param where a row, a file, a table
 * @param what is wrong with it
 * @param advice what to do
 */
public record Finding(Kind kind, String where, String what, String advice) {

    /** Kinds of findings. */
    public enum Kind {
        SCHEMA,
        STAMP,
        MISSING_FILE,
        CHANGED_FILE,
        ORPHANED_FILE,
        LEFTOVER,
        STALE_PROCESS;

        /** As machines read it: {@code missing-file}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** One line. */
    @Override
    public String toString() {
        return where + ": " + what + "; " + advice;
    }
}
