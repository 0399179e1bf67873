package org.foldbase.server.pileup;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.foldbase.server.access.Actor;
import org.foldbase.server.shared.Listing;

/**
 * Pileup regions: a region set with a window around every centre, written as a BEDPE file in the
 * background. They are seen and changed by who may see and change their dataset.
 */
public interface PileupRegionService {

    /** The pileup region of a region set and a window, made unless it is there. */
    PileupRegionView make(Actor actor, long regionSetId, int windowSizeBp);

    /**
     * Pileup regions, newest first.
     *
     * @param regionSetId only of this dataset
     */
    Listing<PileupRegionView> list(Actor actor, OptionalLong regionSetId, int page, int size);

    PileupRegionView find(Actor actor, long id);

    /**
     * Its windows, one region a line, tab-separated: {@code chrom1 start1 end1 chrom2 start2 end2
     * name}, the name being the region's line in the region set's file.
     *
     * @throws org.foldbase.server.shared.Refusal {@code CONFLICT} before it is made
     */
    Path file(Actor actor, long id);

    /** Deletes it with its pileups; the files go to the trash. */
    void delete(Actor actor, long id);
}
