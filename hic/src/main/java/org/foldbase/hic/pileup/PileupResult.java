package org.foldbase.hic.pileup;

/**
 * The average window. Matrices are square, row by row, {@code side * side} values: row 0 and column
 * 0 are the most upstream bins, the centre bin of the region (of its first anchor by rows, of its
 * second by columns) is in the middle.
 *
 * @param side {@code 2 * flank / binSize + 1}
 * @param binSizeBp of the map
 * @param flankBp on each side of a centre
 * @param ignoreDiags diagonals below this, in bins, are NaN
 * @param values the average; NaN where no window has a finite value; over that of the controls
 *     where there are any
 * @param finiteCounts the observed windows with a finite value, cell by cell
 * @param standardErrors standard error of each mean (with controls, of the ratio of two means, to
 *     first order); NaN below two values, and throughout for MEDIAN and SUM_RATIO
 * @param regions what became of the regions
 * @param score see {@link Score}; NaN where that is not defined
 */
public record PileupResult(
        int side,
        long binSizeBp,
        long flankBp,
        int ignoreDiags,
        double[] values,
        long[] finiteCounts,
        double[] standardErrors,
        RegionCounts regions,
        double score) {}
