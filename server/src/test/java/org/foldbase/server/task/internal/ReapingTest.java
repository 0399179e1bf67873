package org.foldbase.server.task.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskFeed;
import org.foldbase.server.task.TaskOutcome;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.task.TaskView;
import org.foldbase.server.task.WorkerSettings;
import org.foldbase.server.testing.Eventually;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of tasks whose worker fell silent, was overtaken, or stops. */
@ParameterizedClass
@EnumSource(TestQueue.class)
@Timeout(120)
class ReapingTest {

    private static final TestKind KIND = TestKind.named("test.idle", run -> TaskOutcome.nothing());

    @Parameter TestQueue queue = TestQueue.SQLITE;

    @TempDir private static Path data;

    @SuppressWarnings("NullAway.Init")
    private static TaskBeans beans;

    @SuppressWarnings("NullAway.Init")
    private static Settings settings;

    @BeforeParameterizedClassInvocation
    static void start(TestQueue queue) {
        settings = queue.fresh(data);
        beans = TaskBeans.queueing(settings, KIND);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        beans.close();
    }

    @BeforeEach
    void beginEmpty() {
        beans.sql("delete from task");
        KIND.ended.clear();
    }

    private static UUID enqueue() {
        return beans.queue().enqueue(NewTask.of("test.idle"));
    }

    private static <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(beans.transaction().execute(status -> work.get()));
    }

    private static UUID claim(UUID id) {
        UUID token = UUID.randomUUID();
        Leases.Lease lease = new Leases.Lease(token, "elsewhere:1", Duration.ofSeconds(30));
        assertThat(in(() -> beans.bean(Leases.class).claim(id, lease))).isTrue();
        return token;
    }

    private static void fallSilent() {
        assertThat(beans.sql("update task set lease_until = created_at where status = 'RUNNING'"))
                .isPositive();
    }

    private static void reap() {
        beans.bean(Reaper.class).reap(id -> false);
    }

    private static List<UUID> next() {
        return in(
                () -> beans.bean(TaskTable.class).next(QueueName.SHORT, Map.of("test.idle", 1), 9));
    }

    @Test
    void aLeaseThatHoldsIsLeftAlone() {
        UUID id = enqueue();
        claim(id);
        reap();
        assertThat(beans.status(id)).isEqualTo(TaskStatus.RUNNING);
    }

    @Test
    void aSilentWorkersTaskKeepsItsPlaceInTheQueue() {
        UUID first = enqueue();
        UUID second = enqueue();
        claim(first);
        fallSilent();
        reap();
        assertThat(next()).containsExactly(first, second);
        assertThat(beans.task(first).attempt()).isOne();
        assertThat(beans.task(first).error())
                .hasValueSatisfying(
                        it -> assertThat(it).contains("elsewhere:1").contains("fell silent"));
    }

    @Test
    void aTaskWhoseWorkersAllFellSilentFailsWithTheReason() {
        UUID id = enqueue();
        for (int attempt = 1; attempt <= 3; attempt++) {
            claim(id);
            fallSilent();
            reap();
        }
        assertThat(beans.status(id)).isEqualTo(TaskStatus.FAILED);
        assertThat(beans.task(id).error())
                .hasValueSatisfying(it -> assertThat(it).contains("fell silent"));
        assertThat(KIND.ended).extracting(TaskView::id).containsExactly(id);
    }

    @Test
    void aTaskThatWasToBeCancelledIsCancelledWhenItsWorkerIsSilent() {
        UUID id = enqueue();
        claim(id);
        beans.queue().cancel(id);
        assertThat(beans.status(id)).isEqualTo(TaskStatus.RUNNING);
        fallSilent();
        reap();
        assertThat(beans.status(id)).isEqualTo(TaskStatus.CANCELLED);
        assertThat(KIND.ended).extracting(TaskView::id).containsExactly(id);
    }

    @Test
    void nothingThatAnOvertakenWorkerWritesCounts() {
        Leases leases = beans.bean(Leases.class);
        UUID id = enqueue();
        UUID old = claim(id);
        fallSilent();
        reap();
        UUID mine = claim(id);
        assertThat(in(() -> leases.complete(id, old, Optional.of("tasks/1/old")))).isFalse();
        assertThat(in(() -> leases.fail(id, old, "late"))).isFalse();
        assertThat(in(() -> leases.tryLater(id, old, "late", Duration.ZERO))).isFalse();
        assertThat(in(() -> leases.giveBack(id, old))).isFalse();
        assertThat(in(() -> leases.cancelled(id, old))).isFalse();
        in(() -> {
            leases.beat(List.of(new Leases.Beat(id, old, 0.9, "late")), Duration.ofSeconds(1));
            return id;
        });
        assertThat(beans.task(id).progress()).isZero();
        assertThat(in(() -> leases.complete(id, mine, Optional.of("tasks/1/mine")))).isTrue();
        assertThat(in(() -> leases.complete(id, mine, Optional.of("tasks/1/mine")))).isFalse();
        assertThat(beans.bean(TaskResults.class).findById(id).orElseThrow().filePath)
                .isEqualTo("tasks/1/mine");
    }

    @Test
    void aWorkerThatStopsGivesBackWhatItRunsAsIfItHadNotBegun() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        UUID id = enqueue();
        TestKind waiting =
                TestKind.named(
                        "test.idle",
                        run -> {
                            begun.countDown();
                            never.await();
                            return TaskOutcome.nothing();
                        });
        try (TaskBeans worker = TaskBeans.working(settings, TaskBeans.QUICK, waiting)) {
            Eventually.holds("it runs", () -> begun.getCount() == 0);
            assertThat(worker.status(id)).isEqualTo(TaskStatus.RUNNING);
        }
        assertThat(beans.status(id)).isEqualTo(TaskStatus.QUEUED);
        assertThat(beans.task(id).attempt()).isZero();
        assertThat(next()).containsExactly(id);
        assertThat(waiting.ended).isEmpty();
    }

    @Test
    void aWorkerThatStopsLetsWhatIsNearlyDoneComeToItsEnd() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        UUID id = enqueue();
        TestKind waiting =
                TestKind.named(
                        "test.idle",
                        run -> {
                            begun.countDown();
                            goOn.await();
                            return TaskOutcome.nothing();
                        });
        WorkerSettings patient =
                new WorkerSettings(
                        Map.of(QueueName.SHORT, 1), Duration.ofSeconds(1), Duration.ofSeconds(30));
        TaskBeans worker = TaskBeans.working(settings, patient, waiting);
        Eventually.holds("it runs", () -> begun.getCount() == 0);
        Thread stopping = Thread.ofPlatform().start(worker::close);
        UUID later = enqueue();
        goOn.countDown();
        Eventually.holds("the worker has stopped", () -> !stopping.isAlive());
        assertThat(beans.status(id)).isEqualTo(TaskStatus.DONE);
        assertThat(beans.status(later)).isIn(TaskStatus.QUEUED, TaskStatus.DONE);
    }

    @Test
    void changesThatAnotherProcessMakesAreHeardOf() throws InterruptedException {
        BlockingQueue<TaskView> heard = new LinkedBlockingQueue<>();
        UUID before = enqueue();
        try (TaskBeans other = TaskBeans.queueing(settings, KIND);
                TaskFeed.Subscription _ = other.feed().subscribe(heard::add)) {
            UUID id = enqueue();
            assertThat(heardNext(heard).id()).isEqualTo(id);
            claim(id);
            assertThat(heardNext(heard).status()).isEqualTo(TaskStatus.RUNNING);
            beans.queue().cancel(before);
            TaskView cancelled = heardNext(heard);
            assertThat(cancelled.id()).isEqualTo(before);
            assertThat(cancelled.status()).isEqualTo(TaskStatus.CANCELLED);
        }
        assertThat(heard).isEmpty();
    }

    private static TaskView heardNext(BlockingQueue<TaskView> heard) throws InterruptedException {
        return Objects.requireNonNull(heard.poll(30, TimeUnit.SECONDS), "nothing was heard");
    }
}
