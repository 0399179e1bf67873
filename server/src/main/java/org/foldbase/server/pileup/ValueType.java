package org.foldbase.server.pileup;

/** What the cells of a pileup are averages of. */
public enum ValueType {
    /** Counts. */
    RAW,
    /** Counts with the map's weights applied. */
    BALANCED,
    /** Balanced values over what is expected at that distance. */
    OBS_EXP,
    /** Counts over what is expected at that distance. */
    OBS_EXP_RAW
}
