package org.foldbase.server.database;

/** What a process that uses the database does. */
public enum ProcessKind {
    SERVER,
    WORKER,
    COMMAND
}
