package org.foldbase.server.database;

/** Whether a database is whole. */
public enum DatabaseState {
    READY,
    /** A restore or a move into it did not come to its end. */
    INCOMPLETE
}
