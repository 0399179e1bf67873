package org.foldbase.server.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * How one queue does.
 *
 * @param hold who keeps its tasks from beginning; nothing while it runs
 * @param kinds those that have tasks which did not end well yet
 */
public record QueueState(QueueName queue, Optional<Hold> hold, List<KindState> kinds) {

    public QueueState {
        kinds = List.copyOf(kinds);
    }

    /** Who paused a queue, and since when. */
    public record Hold(String by, Instant since) {}

    /**
     * The tasks of one kind in a queue.
     *
     * @param title what they do, in a few words
     * @param waiting how many could begin
     * @param delayed how many wait for the time of their next attempt
     * @param failed how many failed and were not tried again since
     * @param oldest how long the first of those waiting could have begun already
     */
    public record KindState(
            String kind,
            String title,
            long waiting,
            long delayed,
            long running,
            long failed,
            Duration oldest) {}

    public long waiting() {
        return sum(KindState::waiting);
    }

    public long delayed() {
        return sum(KindState::delayed);
    }

    public long running() {
        return sum(KindState::running);
    }

    public long failed() {
        return sum(KindState::failed);
    }

    public Duration oldest() {
        return kinds.stream()
                .map(KindState::oldest)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private long sum(ToLongFunction<KindState> number) {
        return kinds.stream().mapToLong(number).sum();
    }
}
