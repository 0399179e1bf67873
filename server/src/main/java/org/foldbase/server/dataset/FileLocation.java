package org.foldbase.server.dataset;

/** Whose a dataset's file is. */
public enum FileLocation {
    /** Foldbase's own, in its data directory. */
    MANAGED,
    /** Someone else's, under a root that the operator lists: never written, moved or deleted. */
    EXTERNAL
}
