package org.foldbase.server.task.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskFilter;
import org.foldbase.server.task.TaskOutcome;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.task.TaskView;
import org.foldbase.server.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of tasks that nobody works on. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class QueueingTest {

    private static final String HASH = "a".repeat(64);

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    @TempDir private static Path data;

    private static final TestKind KIND = TestKind.named("test.idle", run -> TaskOutcome.nothing());

    @SuppressWarnings("NullAway.Init")
    private static TaskBeans beans;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        beans = TaskBeans.queueing(TaskBeans.fresh(database, data), KIND);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        beans.close();
    }

    @BeforeEach
    void beginEmpty() {
        beans.sql("delete from task");
        KIND.ended.clear();
        KIND.retried.clear();
    }

    private static NewTask task() {
        return NewTask.of("test.idle");
    }

    @Test
    void aTaskIsKeptAsItWasAskedFor() {
        UUID id =
                beans.queue()
                        .enqueue(
                                task().parameters(
                                                Map.of(
                                                        "text", "é🧬",
                                                        "list", List.of(1, 2.5, true),
                                                        "map", Map.of("a", "b")))
                                        .priority(3));
        TaskView task = beans.task(id);
        assertThat(task.kind()).isEqualTo("test.idle");
        assertThat(task.queue()).isEqualTo(QueueName.SHORT);
        assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(task.attempt()).isZero();
        assertThat(task.maxAttempts()).isEqualTo(3);
        assertThat(task.parameters())
                .isEqualTo(
                        Map.of(
                                "text", "é🧬",
                                "list", List.of(1, 2.5, true),
                                "map", Map.of("a", "b")));
        assertThat(task.startedAt()).isEmpty();
    }

    @Test
    void aTransactionThatIsRolledBackQueuesNothing() {
        UUID[] id = {new UUID(0, 0)};
        beans.transaction()
                .executeWithoutResult(status -> {
                    id[0] = beans.queue().enqueue(task().computedOnce(HASH));
                    assertThat(beans.queue().find(id[0])).isPresent();
                    status.setRollbackOnly();
                });
        assertThat(beans.queue().find(id[0])).isEmpty();
        assertThat(beans.queue().list(TaskFilter.all(), 1, 50).total()).isZero();
    }

    @Test
    void aKindThatNobodyKnowsIsAMistake() {
        assertThatThrownBy(() -> beans.queue().enqueue(NewTask.of("test.unknown")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHundredThreadsThatAskForTheSameGetOneTask() throws Exception {
        int threads = 100;
        CyclicBarrier start = new CyclicBarrier(threads);
        Set<UUID> ids = new HashSet<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<UUID>> asked = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                asked.add(
                        pool.submit(() -> {
                            start.await();
                            return beans.queue().enqueue(task().computedOnce(HASH));
                        }));
            }
            for (Future<UUID> one : asked) {
                ids.add(one.get(60, TimeUnit.SECONDS));
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(beans.queue().list(TaskFilter.all(), 1, 50).total()).isOne();
    }

    @Test
    void whatIsDoneIsNotComputedAgainUntilItIsReleased() {
        UUID first = beans.queue().enqueue(task().computedOnce(HASH));
        beans.sql("update task set status = 'DONE'");
        assertThat(beans.queue().enqueue(task().computedOnce(HASH))).isEqualTo(first);
        beans.queue().release(HASH);
        assertThat(beans.queue().enqueue(task().computedOnce(HASH))).isNotEqualTo(first);
    }

    @Test
    void aQueuedTaskIsCancelledAtOnceAndMayBeAskedForAgain() {
        UUID first = beans.queue().enqueue(task().computedOnce(HASH));
        beans.queue().cancel(first);
        assertThat(beans.status(first)).isEqualTo(TaskStatus.CANCELLED);
        assertThat(KIND.ended).extracting(TaskView::id).containsExactly(first);
        assertThat(beans.queue().enqueue(task().computedOnce(HASH))).isNotEqualTo(first);
        beans.queue().cancel(first);
        assertThat(KIND.ended).hasSize(1);
    }

    @Test
    void triedAgainByAPersonItIsANewTask() {
        UUID first =
                beans.queue()
                        .enqueue(task().computedOnce(HASH).parameters(Map.of("n", 1)).priority(2));
        assertThatThrownBy(() -> beans.queue().retry(first))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("failed or was cancelled");
        beans.queue().cancel(first);
        UUID second = beans.queue().retry(first);
        TaskView task = beans.task(second);
        assertThat(task.retryOf()).contains(first);
        assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
        assertThat(task.parameters()).isEqualTo(Map.of("n", 1));
        assertThat(KIND.retried).extracting(TaskView::id).containsExactly(second);
        assertThat(beans.queue().retry(first)).isEqualTo(second);
        assertThat(KIND.retried).hasSize(1);
    }

    @Test
    void aTaskThatIsNotThereIsNeitherCancelledNorTriedAgain() {
        UUID none = new UUID(1, 2);
        assertThatThrownBy(() -> beans.queue().cancel(none)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> beans.queue().retry(none)).isInstanceOf(Refusal.class);
    }

    @Test
    void listsAreInPagesTheNewestFirst() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.addFirst(beans.queue().enqueue(task()));
        }
        beans.queue().cancel(ids.get(3));
        assertThat(beans.queue().list(TaskFilter.all(), 2, 3).rows())
                .extracting(TaskView::id)
                .containsExactlyElementsOf(ids.subList(3, 6));
        TaskFilter queued = TaskFilter.all().in(Set.of(TaskStatus.QUEUED));
        assertThat(beans.queue().list(queued, 1, 50).total()).isEqualTo(6);
        assertThat(beans.queue().list(queued.ownedBy(1), 1, 50).rows()).isEmpty();
        assertThat(beans.queue().list(queued.ofDatasets(Set.of(1L)), 1, 50).total()).isZero();
        assertThatThrownBy(() -> beans.queue().list(TaskFilter.all(), 0, 50))
                .isInstanceOf(Refusal.class);
    }
}
