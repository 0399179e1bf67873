package org.foldbase.hic.internal.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.genome.BinRange;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.genome.ViewRegion;

/**
 * The regions of a view by their bins, numbered along the genome, which need not be the view's own
 * order. Two regions that meet within a bin share it.
 */
public final class RegionIndex {
    private final int[] numberByViewIndex;
    private final BinRange[] bins;
    private final BinRange[] ownBins;

    public RegionIndex(ContactMap map, View view, long binSizeBp) {
        List<BinRange> ranges = new ArrayList<>(view.regions().size());
        for (ViewRegion region : view.regions()) {
            ranges.add(BinRange.of(region, map.chromOffset(region.chromIndex()), binSizeBp));
        }
        List<Integer> order = new ArrayList<>(ranges.size());
        for (int i = 0; i < ranges.size(); i++) {
            order.add(i);
        }
        order.sort(
                Comparator.<Integer>comparingInt(i -> ranges.get(i).first())
                        .thenComparingInt(i -> ranges.get(i).end())
                        .thenComparingLong(i -> view.regions().get(i).startBp()));
        numberByViewIndex = new int[ranges.size()];
        bins = new BinRange[ranges.size()];
        for (int number = 0; number < bins.length; number++) {
            numberByViewIndex[order.get(number)] = number;
            bins[number] = ranges.get(order.get(number));
        }
        ownBins = new BinRange[bins.length];
        for (int number = 0; number < bins.length; number++) {
            ownBins[number] = ownBins(number, order);
        }
    }

    private BinRange ownBins(int number, List<Integer> viewIndices) {
        int first = bins[number].first();
        int end = bins[number].end();
        while (first < end && goesToAnother(first, number, viewIndices)) {
            first++;
        }
        while (first < end && goesToAnother(end - 1, number, viewIndices)) {
            end--;
        }
        return new BinRange(first, end);
    }

    private boolean goesToAnother(int bin, int number, List<Integer> viewIndices) {
        for (int other = firstEndingAfter(bin); beginsBy(other, bin); other++) {
            if (viewIndices.get(other) > viewIndices.get(number)) {
                return true;
            }
        }
        return false;
    }

    public int count() {
        return bins.length;
    }

    /** The number along the genome of the view's region with the given index. */
    public int numberOf(int viewIndex) {
        return numberByViewIndex[viewIndex];
    }

    public BinRange bins(int number) {
        return bins[number];
    }

    /**
     * The bins whose pixels count in what is expected within a region: all of its own, but a bin
     * that it shares goes to the later of the two in the view. The pairs of such a bin count in
     * both. So does cooltools count, and expected values are only comparable if all do.
     */
    public BinRange ownBins(int number) {
        return ownBins[number];
    }

    /**
     * The first region that ends after a bin. It and those that follow hold the bin for as long as
     * {@link #beginsBy} is true of them.
     */
    public int firstEndingAfter(int bin) {
        int low = 0;
        int high = bins.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bins[middle].end() <= bin) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether there is a region of this number and it begins at or before a bin. */
    public boolean beginsBy(int number, int bin) {
        return number < bins.length && bins[number].first() <= bin;
    }

    /** The rows of the given regions. */
    public RowSet rows(int... numbers) {
        int[] firsts = new int[numbers.length];
        int[] ends = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            firsts[i] = bins[numbers[i]].first();
            ends[i] = bins[numbers[i]].end();
        }
        return RowSet.union(firsts, ends);
    }
}
