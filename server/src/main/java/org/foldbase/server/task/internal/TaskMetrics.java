package org.foldbase.server.task.internal;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.QueueState;
import org.foldbase.server.task.TaskStatus;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The queues in numbers, by queue and kind. They are the table's, so that they tell of all
 * processes at once and outlive each. Made where they are asked for.
 */
@Component
@Lazy
class TaskMetrics implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(2);

    /** Adding up all tasks there ever were takes a while. */
    private static final Duration FRESH_EFFORTS = Duration.ofSeconds(15);

    private static final List<TaskStatus> ENDS =
            List.of(TaskStatus.DONE, TaskStatus.FAILED, TaskStatus.CANCELLED);

    private final Kinds kinds;
    private final Supplier<List<QueueState>> states;
    private final Supplier<List<QueueTable.Effort>> efforts;

    TaskMetrics(
            Kinds kinds,
            StoredQueues queues,
            QueueTable table,
            PlatformTransactionManager transactions) {
        this.kinds = kinds;
        TransactionTemplate reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.states = kept(FRESH, reading, queues::states);
        this.efforts = kept(FRESH_EFFORTS, reading, table::efforts);
    }

    /** The value, which is asked for again once it is that old. */
    private static <T> Supplier<T> kept(
            Duration age, TransactionTemplate reading, Supplier<T> value) {
        LoadingCache<Boolean, T> cache =
                Caffeine.newBuilder()
                        .expireAfterWrite(age)
                        .build(key ->
                                Objects.requireNonNull(reading.execute(status -> value.get())));
        return () -> cache.get(true);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (QueueName queue : QueueName.values()) {
            Tags tags = Tags.of("queue", queue.name().toLowerCase(Locale.ROOT));
            Gauge.builder("foldbase.queue.paused", () -> state(queue).hold().isPresent() ? 1 : 0)
                    .description("Whether the queue is paused")
                    .tags(tags)
                    .register(registry);
            for (String kind : kinds.of(queue).keySet()) {
                bind(registry, queue, kind, tags.and("kind", kind));
            }
        }
    }

    private void bind(MeterRegistry registry, QueueName queue, String kind, Tags tags) {
        gauge(
                registry,
                "waiting",
                "Tasks that could begin",
                tags,
                queue,
                kind,
                QueueState.KindState::waiting);
        gauge(
                registry,
                "delayed",
                "Tasks that wait for their next attempt",
                tags,
                queue,
                kind,
                QueueState.KindState::delayed);
        gauge(
                registry,
                "running",
                "Tasks that run",
                tags,
                queue,
                kind,
                QueueState.KindState::running);
        gauge(
                registry,
                "failed",
                "Tasks that failed and were not tried again",
                tags,
                queue,
                kind,
                QueueState.KindState::failed);
        TimeGauge.builder(
                        "foldbase.tasks.oldest",
                        () -> number(queue, kind, it -> it.oldest().toMillis()),
                        TimeUnit.MILLISECONDS)
                .description("How long the first task that waits could have begun")
                .tags(tags)
                .register(registry);
        FunctionCounter.builder(
                        "foldbase.tasks.retries",
                        this,
                        it -> it.sum(queue, kind, QueueTable.Effort::retries))
                .description("Attempts after the first, of tasks that ended")
                .tags(tags)
                .register(registry);
        for (TaskStatus end : ENDS) {
            FunctionTimer.builder(
                            "foldbase.tasks.run",
                            this,
                            it ->
                                    (long)
                                            it.sum(
                                                    queue,
                                                    kind,
                                                    effort ->
                                                            effort.status() == end
                                                                    ? effort.tasks()
                                                                    : 0),
                            it ->
                                    it.sum(
                                            queue,
                                            kind,
                                            effort ->
                                                    effort.status() == end ? effort.seconds() : 0),
                            TimeUnit.SECONDS)
                    .description("How long the last attempts of tasks ran, by how they ended")
                    .tags(tags.and("end", end.name().toLowerCase(Locale.ROOT)))
                    .register(registry);
        }
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            Tags tags,
            QueueName queue,
            String kind,
            Function<QueueState.KindState, Long> number) {
        Gauge.builder("foldbase.tasks." + name, () -> number(queue, kind, number))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private QueueState state(QueueName queue) {
        return states.get().stream().filter(it -> it.queue() == queue).findFirst().orElseThrow();
    }

    private long number(QueueName queue, String kind, Function<QueueState.KindState, Long> number) {
        return state(queue).kinds().stream()
                .filter(it -> it.kind().equals(kind))
                .mapToLong(number::apply)
                .sum();
    }

    private double sum(QueueName queue, String kind, Function<QueueTable.Effort, Number> number) {
        return efforts.get().stream()
                .filter(it -> it.queue() == queue && it.kind().equals(kind))
                .mapToDouble(it -> number.apply(it).doubleValue())
                .sum();
    }
}
