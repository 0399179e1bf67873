package org.foldbase.hic.cooler;

import org.foldbase.hic.genome.Chromsizes;

/** The bins of equal size that a map to be written has; the last of a chromosome may be shorter. */
final class FixedBins {
    private final Chromsizes chromsizes;
    private final int binSizeBp;
    private final int[] offsets;

    /**
     * @throws IllegalArgumentException if the bin size is not positive or there are more than 2^31
     *     - 1 bins
     */
    FixedBins(Chromsizes chromsizes, int binSizeBp) {
        if (binSizeBp < 1) {
            throw new IllegalArgumentException(
                    "a bin size of %d bp; at least 1 is needed".formatted(binSizeBp));
        }
        if (chromsizes.count() == 0) {
            throw new IllegalArgumentException("a contact map needs at least one chromosome");
        }
        this.chromsizes = chromsizes;
        this.binSizeBp = binSizeBp;
        this.offsets = new int[chromsizes.count() + 1];
        long total = 0;
        for (int chrom = 0; chrom < chromsizes.count(); chrom++) {
            total += Math.ceilDiv(chromsizes.get(chrom).sizeBp(), binSizeBp);
            if (total >= Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "bins of %d bp are too many: more than 2^31 - 1".formatted(binSizeBp));
            }
            offsets[chrom + 1] = (int) total;
        }
    }

    Chromsizes chromsizes() {
        return chromsizes;
    }

    int binSizeBp() {
        return binSizeBp;
    }

    int count() {
        return offsets[chromsizes.count()];
    }

    /** The first bin of a chromosome; for the index after the last, the number of all bins. */
    int offset(int chrom) {
        return offsets[chrom];
    }

    FixedBins coarser(int factor) {
        long size = (long) binSizeBp * factor;
        if (factor < 2 || size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "bins of %d bp cannot be coarsened by %d: a factor of at least 2 and a size below 2^31 are needed"
                            .formatted(binSizeBp, factor));
        }
        return new FixedBins(chromsizes, (int) size);
    }
}
