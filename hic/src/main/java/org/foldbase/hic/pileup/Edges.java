package org.foldbase.hic.pileup;

/** What becomes of a window that leaves its view region. */
public enum Edges {
    /** It is left out, and counted. */
    DROP,
    /** Its cells inside count; the others are NaN. */
    PARTIAL
}
