package org.foldbase.server.dataset;

/** The format of a dataset's file. */
public enum DatasetType {
    /** A contact map, one or more resolutions. */
    COOLER,
    /** Regions. */
    BED,
    /** Pairs of regions. */
    BEDPE,
    /** A signal along the genome. */
    BIGWIG
}
