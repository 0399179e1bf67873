package org.foldbase.hic.internal.hdf5;

/** What a dataset's elements are. */
public enum Hdf5Type {
    /** Whole numbers of 1, 2, 4 or 8 bytes. */
    INTEGER,
    /** IEEE 754 numbers of 4 or 8 bytes. */
    FLOAT,
    /** Text, of fixed or variable length. */
    STRING,
    /** Whole numbers with names. */
    ENUM,
    /** Anything else, which cannot be read. */
    OTHER
}
