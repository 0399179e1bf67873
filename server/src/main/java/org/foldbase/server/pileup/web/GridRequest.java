package org.foldbase.server.pileup.web;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foldbase.server.pileup.PileupRequest;
import org.foldbase.server.pileup.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A grid of pileups as a program asks for it.
 *
 * @param maps ids of contact maps
 * @param regionSets ids of BED or BEDPE datasets
 * @param windowSizesBp to each side of a centre
 * @param ignoreDiags diagonals below this, in bins, have no value; left out: as the weights say
 * @param weight the balancing column; left out: weight, else the map's first
 * @param flip whether windows on the minus strand are turned
 */
record GridRequest(
        @Nullable List<Long> maps,
        @Nullable List<Long> regionSets,
        @Nullable List<Integer> windowSizesBp,
        @Nullable List<Integer> binSizesBp,
        @Nullable List<ValueType> valueTypes,
        @Nullable Integer ignoreDiags,
        @Nullable String weight,
        @Nullable Boolean flip) {

    PileupRequest toRequest() {
        return new PileupRequest(
                set(maps),
                set(regionSets),
                set(windowSizesBp),
                set(binSizesBp),
                set(valueTypes),
                new PileupRequest.Parameters(
                        ignoreDiags == null ? OptionalInt.empty() : OptionalInt.of(ignoreDiags),
                        Optional.ofNullable(weight).filter(it -> !it.isBlank()),
                        Boolean.TRUE.equals(flip)));
    }

    private static <T extends Comparable<T>> SortedSet<T> set(@Nullable List<T> list) {
        return list == null ? new TreeSet<>() : new TreeSet<>(list);
    }
}
