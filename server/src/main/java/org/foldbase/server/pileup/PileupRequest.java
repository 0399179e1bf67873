package org.foldbase.server.pileup;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A grid of pileups: every map over every region set with every window, at every bin size, of every
 * value type.
 *
 * @param mapIds datasets that are contact maps
 * @param regionSetIds datasets that are BED or BEDPE
 * @param windowSizesBp to each side of a centre
 */
public record PileupRequest(
        SortedSet<Long> mapIds,
        SortedSet<Long> regionSetIds,
        SortedSet<Integer> windowSizesBp,
        SortedSet<Integer> binSizesBp,
        SortedSet<ValueType> valueTypes,
        Parameters parameters) {

    /** The most pileups that one request may ask for. */
    public static final int MOST_PILEUPS = 2000;

    public PileupRequest {
        mapIds = new TreeSet<>(mapIds);
        regionSetIds = new TreeSet<>(regionSetIds);
        windowSizesBp = new TreeSet<>(windowSizesBp);
        binSizesBp = new TreeSet<>(binSizesBp);
        valueTypes = new TreeSet<>(valueTypes);
    }

    /** How many pileups the grid has. */
    public long size() {
        return (long) mapIds.size()
                * regionSetIds.size()
                * windowSizesBp.size()
                * binSizesBp.size()
                * valueTypes.size();
    }

    /**
     * What else decides about the result.
     *
     * @param ignoreDiags diagonals below this, in bins, have no value; none: what the weights say
     *     of themselves, else 2
     * @param weightName the balancing column; none: {@code weight}, else the map's first
     * @param flip whether windows on the minus strand are turned, so that upstream is upper left
     */
    public record Parameters(OptionalInt ignoreDiags, Optional<String> weightName, boolean flip) {
        /** Those of a command without options. */
        public static final Parameters DEFAULT =
                new Parameters(OptionalInt.empty(), Optional.empty(), false);
    }
}
