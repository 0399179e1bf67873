package org.foldbase.server.task;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A task as it is at one moment.
 *
 * @param version of its parameters, as {@link TaskKind#version} was when it was queued
 * @param attempt how often it was started, not counting starts that were given back
 * @param progress from 0 to 1
 * @param doing what its work said last, or nothing
 * @param error why it failed, in one sentence; while it is QUEUED again, why the last attempt did
 * @param retryOf the task that a person asked to be tried again
 * @param startedAt when the last attempt began
 */
public record TaskView(
        UUID id,
        String kind,
        int version,
        QueueName queue,
        TaskStatus status,
        int attempt,
        int maxAttempts,
        double progress,
        String doing,
        boolean cancelRequested,
        Optional<String> error,
        Optional<UUID> retryOf,
        OptionalLong ownerId,
        OptionalLong datasetId,
        OptionalLong pileupRegionId,
        OptionalLong pileupId,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Map<String, Object> parameters) {

    public TaskView {
        parameters = Map.copyOf(parameters);
    }
}
