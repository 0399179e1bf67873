package org.foldbase.server.task.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.foldbase.server.shared.Refusal;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.PermanentFailure;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskOutcome;
import org.foldbase.server.task.TaskRun;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.task.TaskView;
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

/** What becomes of tasks that a worker runs. */
@ParameterizedClass
@EnumSource(TestQueue.class)
@Timeout(120)
class WorkingTest {

    @Parameter TestQueue queue = TestQueue.SQLITE;

    @TempDir private static Path data;

    /** The work of the test that runs. */
    private static volatile TestKind.Work work = run -> TaskOutcome.nothing();

    private static final TestKind KIND = TestKind.named("test.work", run -> work.run(run));
    private static final TestKind LATER =
            new TestKind("test.medium", QueueName.MEDIUM, run -> work.run(run));

    @SuppressWarnings("NullAway.Init")
    private static TaskBeans beans;

    @BeforeParameterizedClassInvocation
    static void start(TestQueue queue) {
        beans = TaskBeans.working(queue.fresh(data), TaskBeans.QUICK, KIND, LATER);
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

    private static UUID enqueue(TestKind.Work does) {
        work = does;
        return beans.queue().enqueue(NewTask.of("test.work"));
    }

    private static List<String> files() {
        Path folder = beans.files().folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(TaskRun run, String content) throws IOException {
        return run.write(
                FileRoot.Kind.TASK,
                run.id().toString(),
                ".txt",
                file -> Files.writeString(file, content));
    }

    @Test
    void whatATaskMadeIsKeptInTheTransactionThatMakesItDone() throws IOException {
        UUID id =
                enqueue(run -> {
                    String path = write(run, "result");
                    return TaskOutcome.of(
                            path,
                            () -> beans.sql("update task set priority = 77 where status = 'DONE'"));
                });
        beans.awaitStatus(id, TaskStatus.DONE);
        TaskView task = beans.task(id);
        assertThat(task.progress()).isEqualTo(1);
        assertThat(task.attempt()).isOne();
        assertThat(task.finishedAt()).isPresent();
        String path = beans.bean(TaskResults.class).findById(id).orElseThrow().filePath;
        assertThat(beans.sql("update task set priority = 0 where priority = 77")).isOne();
        assertThat(Files.readString(beans.files().resolve(String.valueOf(path))))
                .isEqualTo("result");
        Files.delete(beans.files().resolve(String.valueOf(path)));
    }

    @Test
    void tasksOfAHeldQueueBeginWhenItIsResumed() {
        QueueTable queues = beans.bean(QueueTable.class);
        assertThat(held(() -> queues.hold(QueueName.SHORT, "ada"))).isTrue();
        assertThat(held(() -> queues.hold(QueueName.SHORT, "bob"))).isFalse();
        Eventually.holds(
                "the worker knows", () -> beans.bean(Worker.class).isHeld(QueueName.SHORT));
        UUID held = enqueue(run -> TaskOutcome.nothing());
        UUID other = beans.queue().enqueue(NewTask.of("test.medium"));
        beans.awaitStatus(other, TaskStatus.DONE);
        assertThat(beans.status(held)).isEqualTo(TaskStatus.QUEUED);
        assertThat(held(() -> queues.release(QueueName.SHORT))).isTrue();
        beans.awaitStatus(held, TaskStatus.DONE);
    }

    private static boolean held(Supplier<Boolean> change) {
        return Boolean.TRUE.equals(beans.transaction().execute(status -> change.get()));
    }

    @Test
    void progressIsWrittenWhileItRuns() {
        CountDownLatch goOn = new CountDownLatch(1);
        UUID id =
                enqueue(run -> {
                    run.progress(0.25, "reads\nbins");
                    goOn.await();
                    return TaskOutcome.nothing();
                });
        Eventually.holds("progress", () -> beans.task(id).progress() == 0.25);
        assertThat(beans.task(id).doing()).isEqualTo("reads bins");
        goOn.countDown();
        beans.awaitStatus(id, TaskStatus.DONE);
        assertThat(beans.task(id).doing()).isEmpty();
    }

    @Test
    void whatFailsIsTriedAgainAndLeavesNoFile() {
        AtomicInteger tries = new AtomicInteger();
        UUID id =
                enqueue(run -> {
                    write(run, "half a result");
                    if (tries.incrementAndGet() < 3) {
                        throw new NoSuchFileException("/secret/place", null, "No such file");
                    }
                    throw new IllegalStateException("broken in /secret/place");
                });
        beans.awaitStatus(id, TaskStatus.FAILED);
        assertThat(tries).hasValue(3);
        assertThat(beans.task(id).error())
                .contains(
                        "It failed 3 times; the last time: An unexpected error"
                                + " (IllegalStateException); the worker's log has it under this"
                                + " task's id.");
        assertThat(KIND.ended).extracting(TaskView::error).containsExactly(beans.task(id).error());
        assertThat(files()).isEmpty();
    }

    @Test
    void whatFailsOnceIsDoneTheSecondTime() {
        UUID id =
                enqueue(run -> {
                    if (run.attempt() == 1) {
                        throw new IllegalStateException("not yet");
                    }
                    return TaskOutcome.nothing();
                });
        beans.awaitStatus(id, TaskStatus.DONE);
        assertThat(beans.task(id).attempt()).isEqualTo(2);
        assertThat(beans.task(id).error()).isEmpty();
        assertThat(KIND.ended).isEmpty();
    }

    @Test
    void aDiskThatIsFullIsSaidAndTheTaskIsTriedAgainWithNothingLeftBehind() throws Exception {
        Path disk = Files.createDirectories(beans.files().folder().resolve("tasks"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
                "skipped: only root can mount a small disk");
        try {
            AtomicInteger tries = new AtomicInteger();
            UUID id =
                    enqueue(run -> {
                        boolean fits = tries.incrementAndGet() > 1;
                        return TaskOutcome.of(
                                run.write(
                                        FileRoot.Kind.TASK,
                                        "f".repeat(8),
                                        ".bin",
                                        file -> Files.write(file, new byte[fits ? 1000 : 100_000])),
                                () -> {});
                    });
            Eventually.holds("it failed once", () -> beans.task(id).error().isPresent());
            assertThat(beans.task(id).error())
                    .contains("The disk is full: what was computed could not be written.");
            beans.awaitStatus(id, TaskStatus.DONE);
            assertThat(tries).hasValue(2);
            String path = beans.bean(TaskResults.class).findById(id).orElseThrow().filePath;
            assertThat(files()).containsExactly(path);
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor() == 0;
    }

    @Test
    void badInputIsNotTriedAgain() {
        UUID id =
                enqueue(run -> {
                    throw new PermanentFailure("The map is cut.");
                });
        beans.awaitStatus(id, TaskStatus.FAILED);
        assertThat(beans.task(id).attempt()).isOne();
        assertThat(beans.task(id).error()).contains("The map is cut.");
    }

    @Test
    void rowsThatCanNotBeWrittenFailTheTask() {
        UUID id =
                enqueue(run ->
                        TaskOutcome.of(() -> {
                            throw Refusal.conflict("The dataset is gone.");
                        }));
        beans.awaitStatus(id, TaskStatus.FAILED);
        assertThat(beans.task(id).error()).contains("The dataset is gone.");
    }

    @Test
    void aCancelledTaskThatTellsOfProgressEndsWithinThreeSeconds() {
        CountDownLatch begun = new CountDownLatch(1);
        UUID id =
                enqueue(run -> {
                    write(run, "half a result");
                    begun.countDown();
                    while (true) {
                        run.progress(0.5, "goes on");
                        Thread.onSpinWait();
                    }
                });
        await(begun);
        beans.queue().cancel(id);
        Eventually.within(
                Duration.ofSeconds(3), "cancelled", () -> beans.status(id) == TaskStatus.CANCELLED);
        assertThat(KIND.ended).extracting(TaskView::id).containsExactly(id);
        assertThat(files()).isEmpty();
    }

    @Test
    void aCancelledTaskThatWaitsIsInterrupted() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        UUID id =
                enqueue(run -> {
                    begun.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return TaskOutcome.nothing();
                });
        await(begun);
        beans.queue().cancel(id);
        Eventually.within(
                Duration.ofSeconds(3), "cancelled", () -> beans.status(id) == TaskStatus.CANCELLED);
        await(interrupted);
    }

    @Test
    void aCancelledTaskThatListensToNothingIsCancelledAllTheSame() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        UUID id =
                enqueue(run -> {
                    begun.countDown();
                    awaitUninterruptibly(goOn);
                    return TaskOutcome.of(tried::countDown);
                });
        await(begun);
        beans.queue().cancel(id);
        Eventually.within(
                Duration.ofSeconds(3), "cancelled", () -> beans.status(id) == TaskStatus.CANCELLED);
        goOn.countDown();
        UUID next = enqueue(run -> TaskOutcome.nothing());
        beans.awaitStatus(next, TaskStatus.DONE);
        assertThat(beans.status(id)).isEqualTo(TaskStatus.CANCELLED);
        assertThat(tried.getCount()).isOne();
    }

    @Test
    void mediumTasksDoNotWaitForShortOnes() {
        CountDownLatch goOn = new CountDownLatch(1);
        work =
                run -> {
                    if (run.parameters().containsKey("wait")) {
                        goOn.await();
                    }
                    return TaskOutcome.nothing();
                };
        NewTask waiting = NewTask.of("test.work").parameters(Map.of("wait", true));
        UUID first = beans.queue().enqueue(waiting);
        UUID second = beans.queue().enqueue(waiting);
        UUID third = beans.queue().enqueue(waiting);
        beans.awaitStatus(first, TaskStatus.RUNNING);
        beans.awaitStatus(second, TaskStatus.RUNNING);
        UUID medium = beans.queue().enqueue(NewTask.of("test.medium"));
        beans.awaitStatus(medium, TaskStatus.DONE);
        assertThat(beans.status(third)).isEqualTo(TaskStatus.QUEUED);
        goOn.countDown();
        beans.awaitStatus(third, TaskStatus.DONE);
    }

    @Test
    void tasksBeginByPriorityAndThenInTheirOrder() {
        List<Object> order = new CopyOnWriteArrayList<>();
        work =
                run -> {
                    order.add(run.parameters().getOrDefault("name", "none"));
                    return TaskOutcome.nothing();
                };
        UUID[] last = new UUID[1];
        beans.transaction()
                .executeWithoutResult(status -> {
                    for (String name : List.of("b1", "b2", "b3", "a1", "a2")) {
                        last[0] =
                                beans.queue()
                                        .enqueue(
                                                NewTask.of("test.medium")
                                                        .parameters(Map.of("name", name))
                                                        .priority(name.startsWith("a") ? 1 : 0));
                    }
                });
        Eventually.holds("all begun", () -> order.size() == 5);
        assertThat(order).containsExactly("a1", "a2", "b1", "b2", "b3");
    }

    @Test
    void aTaskOfAnUnknownKindStaysForAWorkerThatKnowsIt() {
        UUID id = beans.queue().enqueue(NewTask.of("test.work").priority(-1));
        beans.awaitStatus(id, TaskStatus.DONE);
        beans.sql(
                "update task set kind = 'other.program', status = 'QUEUED', priority = 9 where"
                        + " priority = -1");
        UUID next = enqueue(run -> TaskOutcome.nothing());
        beans.awaitStatus(next, TaskStatus.DONE);
        assertThat(beans.status(id)).isEqualTo(TaskStatus.QUEUED);
    }

    private static void await(CountDownLatch latch) {
        Eventually.holds("the other side", () -> latch.getCount() == 0);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean over = false;
        while (!over) {
            try {
                over = latch.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                over = false;
            }
        }
    }
}
