package org.foldbase.hic.expected;

import java.util.List;
import java.util.stream.IntStream;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.genome.ViewRegion;
import org.foldbase.hic.testing.BuiltMap;

/** Expected contacts of one view region by their definition: a loop over all pairs of its bins. */
public final class NaiveExpected {
    private final int ignoreDiags;
    private final double[] sums;
    private final long[] pairs;

    public NaiveExpected(
            BuiltMap map, View view, int viewIndex, boolean balanced, int ignoreDiags) {
        double[][] values = balanced ? map.balanced() : map.dense();
        List<Integer> bins = bins(map, view.regions().get(viewIndex));
        this.ignoreDiags = ignoreDiags;
        this.sums = new double[bins.size()];
        this.pairs = new long[bins.size()];
        for (int i = 0; i < bins.size(); i++) {
            for (int j = i; j < bins.size(); j++) {
                double value = values[bins.get(i)][bins.get(j)];
                if (!Double.isNaN(value)) {
                    pairs[j - i]++;
                    boolean own =
                            owner(map, view, bins.get(i)) == viewIndex
                                    && owner(map, view, bins.get(j)) == viewIndex;
                    sums[j - i] += own ? value : 0;
                }
            }
        }
    }

    /** The bins that share a base with a view region. */
    public static List<Integer> bins(BuiltMap map, ViewRegion region) {
        return IntStream.range(0, map.binCount())
                .filter(i -> map.bins().get(i).chromIndex() == region.chromIndex())
                .filter(i -> map.bins().get(i).startBp() < region.endBp())
                .filter(i -> map.bins().get(i).endBp() > region.startBp())
                .boxed()
                .toList();
    }

    /** The last region of the view that a bin shares a base with: its pixels are summed there. */
    private static int owner(BuiltMap map, View view, int bin) {
        BuiltMap.Bin b = map.bins().get(bin);
        int owner = -1;
        for (int i = 0; i < view.regions().size(); i++) {
            ViewRegion region = view.regions().get(i);
            if (b.chromIndex() == region.chromIndex()
                    && b.startBp() < region.endBp()
                    && b.endBp() > region.startBp()) {
                owner = i;
            }
        }
        return owner;
    }

    public int distances() {
        return sums.length;
    }

    public double sum(int distance) {
        return sums[distance];
    }

    public long pairs(int distance) {
        return pairs[distance];
    }

    public double at(int distance) {
        return distance < ignoreDiags || pairs[distance] == 0
                ? Double.NaN
                : sums[distance] / pairs[distance];
    }

    /** Every distance by itself against every other, weighted by how far their log bins lie. */
    public double smoothed(int distance) {
        if (distance < ignoreDiags || distance == 0) {
            return at(distance);
        }
        double sum = 0;
        double weights = 0;
        for (int other = Math.max(1, ignoreDiags); other < sums.length; other++) {
            double apart = (logBin(other) - logBin(distance)) / 100.0;
            if (Math.abs(apart) <= 0.5) {
                double weight = Math.exp(-apart * apart / (2 * 0.1 * 0.1));
                sum += weight * sums[other];
                weights += weight * pairs[other];
            }
        }
        return weights == 0 ? Double.NaN : sum / weights;
    }

    private static int logBin(int distance) {
        return (int) Math.floor(100 * Math.log10(distance));
    }
}
