package org.foldbase.hic.cooler;

/** Which half of the contact matrix a map stores. */
public enum StorageMode {
    /** Pixels with bin1_id ≤ bin2_id; the other half is their mirror. */
    SYMMETRIC_UPPER,
    /** Every pixel as it is. */
    SQUARE
}
