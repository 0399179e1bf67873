package org.foldbase.hic.bed;

/**
 * A stretch of a chromosome as a region file gives it; the chromosome need not exist in any map.
 *
 * @param chrom as the file spells it
 * @param startBp first base, 0-based
 * @param endBp base after the last; equal to {@code startBp} for a point
 * @param line line of the file, counted from 1
 */
public record Region(String chrom, long startBp, long endBp, Strand strand, long line) {
    public Region {
        if (startBp < 0 || endBp < startBp) {
            throw new IllegalArgumentException(
                    "start %d and end %d are not a range".formatted(startBp, endBp));
        }
    }

    /** The middle, {@code floor((startBp + endBp) / 2)}. */
    public long centreBp() {
        return (startBp + endBp) >>> 1;
    }
}
