package org.foldbase.hic.pileup;

/** How the windows become one, cell by cell, over the windows in which the cell is finite. */
public enum Reduction {
    MEAN,
    /** Exact: several passes over the map where the windows' cells do not fit into memory. */
    MEDIAN,
    /** Sum of observed over sum of expected; for values over expected only. */
    SUM_RATIO
}
