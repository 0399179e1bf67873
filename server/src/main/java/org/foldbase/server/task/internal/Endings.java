package org.foldbase.server.task.internal;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.task.PermanentFailure;
import org.foldbase.server.task.TaskOutcome;
import org.foldbase.server.task.TaskView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How attempts end: each in one transaction, which counts only while its token does. */
@Component
class Endings {

    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final TaskTable table;
    private final Leases leases;
    private final Kinds kinds;
    private final QueuedAgain queuedAgain;
    private final Backoff backoff;
    private final TransactionTemplate transaction;

    Endings(
            TaskTable table,
            Leases leases,
            Kinds kinds,
            QueuedAgain queuedAgain,
            ObjectProvider<Backoff> backoff,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.leases = leases;
        this.kinds = kinds;
        this.queuedAgain = queuedAgain;
        this.backoff = backoff.getIfAvailable(() -> Backoff.USUAL);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The work has come to its end. */
    void complete(Attempt attempt, TaskOutcome outcome, Duration lease) {
        try {
            if (patiently(attempt, lease, () -> completed(attempt, outcome))) {
                LOG.info("{} done", attempt);
            } else {
                settle(attempt, lease);
            }
        } catch (RuntimeException e) {
            // The commit may have come to its end for all that.
            if (!patiently(attempt, lease, () -> isDone(attempt))) {
                failed(attempt, e, lease);
            }
        }
    }

    private boolean completed(Attempt attempt, TaskOutcome outcome) {
        boolean mine = leases.complete(attempt.id(), attempt.token(), outcome.filePath());
        if (mine) {
            outcome.inTransaction().run();
        }
        return mine;
    }

    private boolean isDone(Attempt attempt) {
        return leases.isDoneBy(attempt.id(), attempt.token());
    }

    /** The token no longer counted, or did already. */
    private void settle(Attempt attempt, Duration lease) {
        if (!patiently(attempt, lease, () -> isDone(attempt))) {
            attempt.deleteFiles();
            cancel(attempt, lease);
        }
    }

    /** The work has failed, or was stopped. */
    void failed(Attempt attempt, Throwable failure, Duration lease) {
        attempt.deleteFiles();
        if (attempt.stopped().isEmpty()) {
            String error = Reasons.sentence(failure);
            LOG.warn(
                    "{} failed: {}", attempt, error, Reasons.isForPeople(failure) ? null : failure);
            boolean counted =
                    patiently(
                            attempt,
                            lease,
                            () ->
                                    isFinal(attempt.task(), failure)
                                            ? fail(attempt, error)
                                            : tryLater(attempt, error));
            if (!counted) {
                cancel(attempt, lease);
            }
            return;
        }
        switch (attempt.stopped().get()) {
            case LOST -> LOG.warn("{} is no longer this worker's", attempt);
            case CANCELLED -> cancel(attempt, lease);
            case DRAINED -> giveBack(attempt, lease);
        }
    }

    private static boolean isFinal(TaskView task, Throwable failure) {
        return switch (failure) {
            case PermanentFailure _ -> true;
            case Refusal refusal ->
                    refusal.kind() != Refusal.Kind.NO_ROOM
                            && refusal.kind() != Refusal.Kind.TOO_MANY;
            default -> task.attempt() >= task.maxAttempts();
        };
    }

    private boolean fail(Attempt attempt, String error) {
        TaskView task = attempt.task();
        String whole =
                task.attempt() > 1
                        ? "It failed %d times; the last time: %s".formatted(task.attempt(), error)
                        : error;
        return ended(attempt, leases.fail(task.id(), attempt.token(), whole));
    }

    private boolean tryLater(Attempt attempt, String error) {
        return leases.tryLater(
                attempt.id(), attempt.token(), error, backoff.after(attempt.attempt()));
    }

    /** Makes an attempt's task CANCELLED, if the attempt has it still. */
    void cancel(Attempt attempt, Duration lease) {
        boolean cancelled =
                patiently(
                        attempt,
                        lease,
                        () -> ended(attempt, leases.cancelled(attempt.id(), attempt.token())));
        if (cancelled) {
            LOG.info("{} cancelled", attempt);
        }
    }

    /** Puts an attempt's task back into the queue, where another worker takes it at once. */
    void giveBack(Attempt attempt, Duration lease) {
        if (patiently(attempt, lease, () -> leases.giveBack(attempt.id(), attempt.token()))) {
            LOG.info("{} given back", attempt);
            queuedAgain.offer(attempt.id());
        } else {
            cancel(attempt, lease);
        }
    }

    private boolean ended(Attempt attempt, boolean counted) {
        if (counted) {
            table.find(attempt.id()).ifPresent(kinds::ended);
        }
        return counted;
    }

    /** Has the transaction again while the database does not answer and the lease may last. */
    private boolean patiently(Attempt attempt, Duration lease, Supplier<Boolean> work) {
        while (true) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> work.get()));
            } catch (RuntimeException e) {
                if (!Reasons.isPassing(e) || attempt.isOverdue(lease)) {
                    throw e;
                }
                LOG.warn("{}: the database does not take its end yet", attempt);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
