package org.foldbase.server.pileup;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.foldbase.server.dataset.DatasetType;

/**
 * A pileup as people see it.
 *
 * @param regionSetId the BED or BEDPE dataset of the pileup region
 * @param windowSizeBp to each side of a centre
 * @param parameters what else decided about the result
 * @param progress 0 to 1
 * @param doing what its task is doing, in words; empty when there is nothing to say
 * @param failure why it FAILED, in a sentence
 * @param taskId of the newest task; none when a reset or a restore brought the pileup
 * @param windowsUsed none before it is READY
 * @param tag of its files: other files have another one; none before it is READY
 * @param mayChange whether whoever looks may cancel, retry and delete it
 */
public record PileupView(
        long id,
        long mapId,
        String mapName,
        long pileupRegionId,
        long regionSetId,
        String regionSetName,
        DatasetType regionSetType,
        int windowSizeBp,
        int binSizeBp,
        ValueType valueType,
        Map<String, Object> parameters,
        State state,
        double progress,
        String doing,
        Optional<String> failure,
        Optional<UUID> taskId,
        OptionalLong windowsUsed,
        Optional<String> tag,
        Instant createdAt,
        boolean mayChange) {

    /** How far a pileup has come. */
    public enum State {
        /** In the queue. */
        QUEUED,
        COMPUTING,
        /** There to be looked at. */
        READY,
        FAILED,
        CANCELLED;

        /** Whether a task is at it, or will be. */
        public boolean isUnderWay() {
            return this == QUEUED || this == COMPUTING;
        }
    }

    /**
     * What else was asked for, so that others can be asked for alike; weights come of themselves.
     */
    public PileupRequest.Parameters asked() {
        return new PileupRequest.Parameters(
                parameters.get("ignoreDiags") instanceof Number diags
                        ? OptionalInt.of(diags.intValue())
                        : OptionalInt.empty(),
                Optional.empty(),
                Boolean.TRUE.equals(parameters.get("flip")));
    }
}
