package org.foldbase.migrate.run;

/** How a database stands to the migrations of this program. */
public enum DatabaseState {
    /** It has no revision. */
    EMPTY,
    /** Revisions are to be applied. */
    BEHIND,
    /** It has them all. */
    CURRENT,
    /** It has a revision that is not among the migrations here. */
    AHEAD,
    /** The file of a revision it has was edited since. */
    EDITED,
    /** A revision is half done. */
    DIRTY
}
