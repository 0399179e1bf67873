package org.foldbase.hic.expected;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerException;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.cooler.Weights;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.internal.scan.BinFactors;
import org.foldbase.hic.internal.scan.DistanceSums;
import org.foldbase.hic.internal.scan.MapScan;
import org.foldbase.hic.internal.scan.RegionIndex;

/**
 * Expected contacts within each region of a view, by distance, with no smoothing unless asked for.
 *
 * <p>Source: the cis expected of cooltools (Open2C et al., 2024, doi:10.1371/journal.pcbi.1012067):
 * E(d) = Σ values at distance d / number of pairs of unmasked bins at distance d.
 */
public final class Expected {
    private final List<RegionExpected> regions;

    private Expected(List<RegionExpected> regions) {
        this.regions = List.copyOf(regions);
    }

    /**
     * Sums a whole map: one pass over the rows of the view.
     *
     * @param weights balancing weights, or empty for expected raw counts, which mask no bins
     * @param ignoreDiags distances below this, in bins, have no expected value
     * @param threads threads to use; the result does not depend on it
     * @throws CoolerException if the map is damaged or its bins vary in size
     * @throws java.util.concurrent.CancellationException if {@code progress} ends it
     */
    public static Expected compute(
            ContactMap map,
            View view,
            Optional<Weights> weights,
            int ignoreDiags,
            int threads,
            ScanProgress progress)
            throws IOException {
        long binSizeBp =
                map.binSizeBp()
                        .orElseThrow(() ->
                                new CoolerException(
                                        "%s has bins of variable size; expected contacts need equal ones"
                                                .formatted(map.uri())));
        RegionIndex regions = new RegionIndex(map, view, binSizeBp);
        BinFactors factors = BinFactors.of(weights, map.binCount());
        int[] all = IntStream.range(0, regions.count()).toArray();
        DistanceSums sums = new DistanceSums(regions, factors, Integer.MAX_VALUE);
        MapScan.run(
                map,
                map.bin1Offsets(),
                regions.rows(all),
                threads,
                () -> new DistanceSums(regions, factors, Integer.MAX_VALUE),
                (piece, rowsDone) -> sums.add(piece),
                progress);
        List<RegionExpected> result = new ArrayList<>(regions.count());
        for (int viewIndex = 0; viewIndex < regions.count(); viewIndex++) {
            int region = regions.numberOf(viewIndex);
            result.add(
                    RegionExpected.of(
                            sums.of(region),
                            DistanceSums.pairs(
                                    regions.bins(region), factors, sums.of(region).length),
                            ignoreDiags));
        }
        return new Expected(result);
    }

    /** One curve a region of the view, in its order. */
    public List<RegionExpected> regions() {
        return regions;
    }

    /** Each curve smoothed by itself, see {@link RegionExpected#smoothed()}. */
    public Expected smoothed() {
        return new Expected(regions.stream().map(RegionExpected::smoothed).toList());
    }
}
