package org.foldbase.server.task.web;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.task.TaskView;

/**
 * A task as the API and the page show it.
 *
 * @param title what it does, in a few words
 * @param progress from 0 to 1
 * @param waitsFor in one sentence, what it does not begin without
 * @param owner the user name; none when nobody's
 */
public record TaskAnswer(
        UUID id,
        String kind,
        String title,
        QueueName queue,
        TaskStatus status,
        int attempt,
        int maxAttempts,
        double progress,
        String doing,
        Optional<String> waitsFor,
        boolean cancelRequested,
        Optional<String> error,
        Optional<UUID> retryOf,
        Optional<Long> ownerId,
        Optional<String> owner,
        Optional<Long> datasetId,
        Optional<Long> pileupRegionId,
        Optional<Long> pileupId,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {

    private static final String FOR_OTHERS =
            "Waits for a worker of another version: this one does not know such tasks.";

    static TaskAnswer of(TaskView task, String title, boolean known, Optional<String> owner) {
        return new TaskAnswer(
                task.id(),
                task.kind(),
                title,
                task.queue(),
                task.status(),
                task.attempt(),
                task.maxAttempts(),
                task.progress(),
                task.doing(),
                Optional.of(FOR_OTHERS).filter(it -> !known && task.status() == TaskStatus.QUEUED),
                task.cancelRequested(),
                task.error(),
                task.retryOf(),
                boxed(task.ownerId()),
                owner,
                boxed(task.datasetId()),
                boxed(task.pileupRegionId()),
                boxed(task.pileupId()),
                task.createdAt(),
                task.startedAt(),
                task.finishedAt());
    }

    private static Optional<Long> boxed(OptionalLong id) {
        return id.stream().boxed().findFirst();
    }

    /** The page of what it works on, while that is there. */
    public Optional<String> subject() {
        return pileupId.map(id -> "/pileups/" + id)
                .or(() -> datasetId.map(id -> "/datasets/" + id));
    }

    /** Whether it can be cancelled now. */
    public boolean canBeCancelled() {
        return !status.isFinal() && !cancelRequested;
    }

    /** Whether it can be tried again now. */
    public boolean canBeRetried() {
        return status == TaskStatus.FAILED || status == TaskStatus.CANCELLED;
    }

    /** Progress in whole per cent. */
    public int percent() {
        return (int) Math.floor(100 * progress);
    }
}
