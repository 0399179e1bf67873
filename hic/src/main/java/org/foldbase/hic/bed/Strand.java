package org.foldbase.hic.bed;

/** The direction of a region. Anything but {@code +} and {@code -} in a strand column is NONE. */
public enum Strand {
    PLUS,
    MINUS,
    NONE
}
