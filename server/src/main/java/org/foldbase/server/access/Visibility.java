package org.foldbase.server.access;

/** Who sees a dataset and what was made of it. */
public enum Visibility {
    /** Its owner. */
    PRIVATE,
    /** Everyone who is logged in. */
    SHARED,
    /** Everyone. */
    PUBLIC
}
