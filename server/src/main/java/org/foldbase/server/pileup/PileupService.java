package org.foldbase.server.pileup;

import java.util.List;
import org.foldbase.server.access.Actor;
import org.foldbase.server.shared.Listing;

/**
 * Pileups: what is asked for, computed in the background, and kept as files.
 *
 * <p>A pileup is seen by who sees both of its datasets and changed by who may change one of them.
 * What an actor may not see is not there: every method then throws a {@code NOT_FOUND} {@link
 * org.foldbase.server.shared.Refusal}.
 */
public interface PileupService {

    /**
     * Says what a request comes to, before anything is queued.
     *
     * @throws org.foldbase.server.shared.Refusal if a dataset is not there or not of the type it
     *     has to be, or the grid is larger than {@link PileupRequest#MOST_PILEUPS}
     */
    PileupPlan plan(Actor actor, PileupRequest request);

    /**
     * Makes rows and tasks for what is possible of a request, all or none. What is computed already
     * or under way is not computed again.
     *
     * @throws org.foldbase.server.shared.Refusal as {@link #plan} does, and if nothing is possible
     */
    Submission submit(Actor actor, PileupRequest request);

    /** Pileups, newest first. */
    Listing<PileupView> list(Actor actor, PileupFilter filter, int page, int size);

    PileupView find(Actor actor, long id);

    /** Pileups of the same map, region set and window at other bin sizes or of other values. */
    List<PileupView> siblings(Actor actor, long id);

    /**
     * What was computed.
     *
     * @throws org.foldbase.server.shared.Refusal {@code CONFLICT} while there is nothing yet
     */
    FinishedPileup result(Actor actor, long id);

    /** How many pileups are waiting to be computed, whosever they are. */
    long waiting();

    /** Stops computing it. Nothing happens if it is not under way. */
    void cancel(Actor actor, long id);

    /** Computes again what failed or was cancelled. */
    PileupView retry(Actor actor, long id);

    /** Stops computing it, forgets it, and moves its files to the trash. */
    void delete(Actor actor, long id);

    /**
     * What came of a request.
     *
     * @param plan as it was when it was carried out
     * @param pileups ids of all that are possible, in the plan's order
     * @param queued tasks that were made
     */
    record Submission(PileupPlan plan, List<Long> pileups, int queued) {
        public Submission {
            pileups = List.copyOf(pileups);
        }
    }
}
