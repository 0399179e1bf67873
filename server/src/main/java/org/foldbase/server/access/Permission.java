package org.foldbase.server.access;

/** What may be asked for; {@link Policy} says who gets it. */
public enum Permission {
    /** Open to everybody: signing in, health. */
    ENTER,
    /** Look at something. */
    SEE,
    /** Use one's own account: sign out, change the password, make tokens. */
    OWN_ACCOUNT,
    /** Upload, define regions, compute. */
    CREATE,
    /** Change, share, cancel or delete something. */
    CHANGE,
    /** Import files that are on the server's disk. */
    IMPORT_FROM_DISK,
    /** Manage users. */
    MANAGE_USERS,
    /** Look at how the installation does. */
    SEE_OPERATIONS,
    /** Pause and resume queues, and cancel or repeat many tasks at once. */
    RUN_OPERATIONS
}
