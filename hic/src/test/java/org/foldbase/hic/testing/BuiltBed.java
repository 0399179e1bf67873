package org.foldbase.hic.testing;

import java.nio.file.Path;
import java.util.List;

/**
 * A BED or BEDPE file that {@link BedBuilder} wrote.
 *
 * @param first the regions, or the first anchors
 * @param second the second anchors; empty for BED
 */
public record BuiltBed(Path file, List<Region> first, List<Region> second) {
    /**
     * A region, 0-based and half-open.
     *
     * @param strand {@code +}, {@code -} or {@code .}
     */
    public record Region(String chrom, long startBp, long endBp, char strand) {}
}
