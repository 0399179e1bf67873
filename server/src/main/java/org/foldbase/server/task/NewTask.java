package org.foldbase.server.task;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A task to be queued: {@code NewTask.of("pileup.compute").owner(7).pileup(12)}.
 *
 * @param kind the name of its {@link TaskKind}
 * @param parameters as JSON can hold them
 * @param inputHash SHA-256, in hexadecimal, of all that decides about the result; a task that has
 *     one is there once
 * @param priority higher ones first
 */
public record NewTask(
        String kind,
        Map<String, Object> parameters,
        Optional<String> inputHash,
        OptionalLong ownerId,
        OptionalLong datasetId,
        OptionalLong pileupRegionId,
        OptionalLong pileupId,
        int priority) {

    public NewTask {
        parameters = Map.copyOf(parameters);
    }

    public static NewTask of(String kind) {
        OptionalLong none = OptionalLong.empty();
        return new NewTask(kind, Map.of(), Optional.empty(), none, none, none, none, 0);
    }

    public NewTask parameters(Map<String, Object> parameters) {
        return new NewTask(
                kind,
                parameters,
                inputHash,
                ownerId,
                datasetId,
                pileupRegionId,
                pileupId,
                priority);
    }

    /** Not beside, nor after, another task with this hash that did not fail. */
    public NewTask computedOnce(String inputHash) {
        return new NewTask(
                kind,
                parameters,
                Optional.of(inputHash),
                ownerId,
                datasetId,
                pileupRegionId,
                pileupId,
                priority);
    }

    public NewTask owner(long id) {
        return owner(OptionalLong.of(id));
    }

    public NewTask owner(OptionalLong id) {
        return new NewTask(
                kind, parameters, inputHash, id, datasetId, pileupRegionId, pileupId, priority);
    }

    public NewTask dataset(long id) {
        return new NewTask(
                kind,
                parameters,
                inputHash,
                ownerId,
                OptionalLong.of(id),
                pileupRegionId,
                pileupId,
                priority);
    }

    public NewTask pileupRegion(long id) {
        return new NewTask(
                kind,
                parameters,
                inputHash,
                ownerId,
                datasetId,
                OptionalLong.of(id),
                pileupId,
                priority);
    }

    public NewTask pileup(long id) {
        return new NewTask(
                kind,
                parameters,
                inputHash,
                ownerId,
                datasetId,
                pileupRegionId,
                OptionalLong.of(id),
                priority);
    }

    public NewTask priority(int priority) {
        return new NewTask(
                kind,
                parameters,
                inputHash,
                ownerId,
                datasetId,
                pileupRegionId,
                pileupId,
                priority);
    }
}
