package org.foldbase.hic.internal.scan;

import java.util.Arrays;
import org.foldbase.hic.genome.BinRange;
import org.jspecify.annotations.Nullable;

/** Sums of pixel values by region, numbered along the genome, and by distance in bins. */
public final class DistanceSums implements MapScan.Sums {
    private final RegionIndex regions;
    private final BinFactors factors;
    private final int mostDistances;
    private final double[] @Nullable [] sums;

    /**
     * Sums that are all zero.
     *
     * @param mostDistances distances from this one on, in bins, are left out
     */
    public DistanceSums(RegionIndex regions, BinFactors factors, int mostDistances) {
        this.regions = regions;
        this.factors = factors;
        this.mostDistances = mostDistances;
        this.sums = new double[regions.count()] @Nullable [];
    }

    @Override
    public void row(int bin1, int[] bin2, double[] count, int from, int to) {
        int first = from;
        while (first < to && bin2[first] < bin1) {
            first++;
        }
        for (int region = regions.firstEndingAfter(bin1);
                regions.beginsBy(region, bin1);
                region++) {
            BinRange own = regions.ownBins(region);
            if (!own.contains(bin1)) {
                continue;
            }
            double[] byDistance = of(region);
            int limit =
                    Math.min(
                            own.end(),
                            (int) Math.min((long) bin1 + byDistance.length, Integer.MAX_VALUE));
            for (int p = first; p < to && bin2[p] < limit; p++) {
                byDistance[bin2[p] - bin1] += factors.value(bin1, bin2[p], count[p]);
            }
        }
    }

    /** The sums of a region, one a distance, which this object goes on adding to. */
    public double[] of(int region) {
        double[] byDistance = sums[region];
        if (byDistance == null) {
            byDistance = new double[Math.min(regions.bins(region).count(), mostDistances)];
            sums[region] = byDistance;
        }
        return byDistance;
    }

    /** Adds the sums of a later piece. */
    public void add(DistanceSums later) {
        for (int region = 0; region < sums.length; region++) {
            double[] more = later.sums[region];
            if (more == null) {
                continue;
            }
            double[] mine = of(region);
            for (int d = 0; d < more.length; d++) {
                mine[d] += more[d];
            }
        }
    }

    /**
     * The number of pairs of unmasked bins of a region at each distance, distance 0 first.
     *
     * @param distances how many distances
     */
    public static long[] pairs(BinRange bins, BinFactors factors, int distances) {
        int n = bins.count();
        int words = Math.ceilDiv(n, Long.SIZE);
        long[] mask = new long[words + 1];
        int unmasked = 0;
        for (int i = 0; i < n; i++) {
            if (factors.unmasked()[bins.first() + i] != 0) {
                mask[i >> 6] |= 1L << i;
                unmasked++;
            }
        }
        long[] pairs = new long[distances];
        if (unmasked == n) {
            Arrays.setAll(pairs, d -> n - d);
            return pairs;
        }
        for (int d = 0; d < distances; d++) {
            int shiftWords = d >> 6;
            int shift = d & 63;
            long total = 0;
            for (int w = 0; w + shiftWords < words; w++) {
                long low = mask[w + shiftWords] >>> shift;
                long high = shift == 0 ? 0 : mask[w + shiftWords + 1] << (Long.SIZE - shift);
                total += Long.bitCount(mask[w] & (low | high));
            }
            pairs[d] = total;
        }
        return pairs;
    }
}
