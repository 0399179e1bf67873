package org.foldbase.hic.genome;

/**
 * Consecutive bins of a map, numbered through all chromosomes.
 *
 * @param first first bin
 * @param end bin after the last
 */
public record BinRange(int first, int end) {

    /**
     * The bins that a view region covers: {@code floor(start / b)} to {@code ceil(end / b) - 1} of
     * its chromosome. A bin that straddles a boundary between two regions belongs to both.
     *
     * @param chromOffset first bin of the region's chromosome
     * @param binSizeBp size of a bin
     */
    public static BinRange of(ViewRegion region, int chromOffset, long binSizeBp) {
        return new BinRange(
                chromOffset + Math.toIntExact(region.startBp() / binSizeBp),
                chromOffset + Math.toIntExact(Math.ceilDiv(region.endBp(), binSizeBp)));
    }

    public int count() {
        return end - first;
    }

    public boolean contains(int bin) {
        return first <= bin && bin < end;
    }
}
