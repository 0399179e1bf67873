package org.foldbase.server.database;

/** What a database is for; it is stamped into it. */
public enum Environment {
    DEV,
    TEST,
    PROD
}
