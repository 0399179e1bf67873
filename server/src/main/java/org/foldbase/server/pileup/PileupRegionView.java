package org.foldbase.server.pileup;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A pileup region as people see it.
 *
 * @param regionSetId the BED or BEDPE dataset
 * @param windowSizeBp to each side of a centre
 * @param regionsKept none before its file is made
 * @param regionsDropped regions whose window leaves the chromosome; none before its file is made
 * @param higlassUid how the genome browser names it; none before its file is made
 */
public record PileupRegionView(
        long id,
        long regionSetId,
        String regionSetName,
        int windowSizeBp,
        OptionalLong regionsKept,
        OptionalLong regionsDropped,
        Optional<String> higlassUid,
        Instant createdAt) {}
