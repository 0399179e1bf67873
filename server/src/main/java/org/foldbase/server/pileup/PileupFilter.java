package org.foldbase.server.pileup;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which pileups to list; what is empty lets all pass.
 *
 * @param regionSetId the BED or BEDPE dataset
 * @param ready only those that are computed, or only those that are not
 */
public record PileupFilter(
        OptionalLong mapId,
        OptionalLong regionSetId,
        OptionalLong pileupRegionId,
        OptionalInt binSizeBp,
        Optional<ValueType> valueType,
        Optional<Boolean> ready) {

    /** All of them. */
    public static final PileupFilter ALL =
            new PileupFilter(
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty());
}
