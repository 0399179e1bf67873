package org.foldbase.server.task.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskFilter;
import org.foldbase.server.task.TaskOutcome;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.testing.Eventually;
import org.foldbase.server.testing.LogOf;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that hear of tasks through a Redis, whatever becomes of it. */
@Timeout(120)
class RedisDispatchTest {

    private static final String GONE = " does not answer";
    private static final String BACK = " answers again";

    @TempDir private Path data;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final ConcurrentMap<UUID, Integer> runs = new ConcurrentHashMap<>();
    private final TestKind kind =
            TestKind.named(
                    "test.work",
                    run -> {
                        runs.merge(run.id(), 1, Integer::sum);
                        return TaskOutcome.nothing();
                    });

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private <T extends AutoCloseable> T closed(T it) {
        open.add(it);
        return it;
    }

    private Settings settings(String queueUrl) {
        return TaskBeans.fresh(TestDatabase.POSTGRESQL, data, queueUrl);
    }

    private TaskBeans working(Settings settings) {
        return closed(TaskBeans.working(settings, TaskBeans.QUICK, kind));
    }

    private static NewTask task() {
        return NewTask.of("test.work");
    }

    private static void awaitAll(TaskBeans beans, int tasks) {
        TaskFilter done = TaskFilter.all().in(Set.of(TaskStatus.DONE));
        Eventually.holds("all are done", () -> beans.queue().list(done, 1, 1).total() == tasks);
    }

    private static <T> T ask(TestRedis redis, Function<RedisCommands<String, String>, T> question) {
        try (RedisClient client = RedisClient.create(redis.url());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        }
    }

    @Test
    void membersAreInTheOrderOfTheQueueToTheLastBit() {
        List<Dispatch.Offer> sorted = new ArrayList<>();
        for (int priority : new int[] {Integer.MAX_VALUE, 1, 0, -1, Integer.MIN_VALUE}) {
            for (long orderKey :
                    new long[] {
                        Long.MIN_VALUE,
                        -1,
                        0,
                        9_007_199_254_740_992L,
                        9_007_199_254_740_993L,
                        Long.MAX_VALUE
                    }) {
                sorted.add(
                        new Dispatch.Offer(
                                UUID.randomUUID(), QueueName.SHORT, "kind", 1, priority, orderKey));
            }
        }
        List<Dispatch.Offer> mixed = new ArrayList<>(sorted);
        Collections.shuffle(mixed, new Random(7));
        String key = "test:" + UUID.randomUUID();
        List<UUID> popped =
                ask(
                        TestRedis.shared(),
                        redis -> {
                            mixed.forEach(it -> redis.zadd(key, 0, RedisDispatch.member(it)));
                            return redis.zpopmin(key, sorted.size()).stream()
                                    .map(it -> RedisDispatch.id(it.getValue()))
                                    .toList();
                        });
        assertThat(popped)
                .containsExactlyElementsOf(sorted.stream().map(Dispatch.Offer::id).toList());
    }

    @Test
    void aTaskOfAnotherProcessBeginsSoonAfterItsCommit() throws InterruptedException {
        Settings settings = settings(TestRedis.shared().url());
        CountDownLatch warm = new CountDownLatch(1);
        CountDownLatch[] begun = {warm};
        closed(
                TaskBeans.working(
                        settings,
                        TaskBeans.QUICK,
                        TestKind.named(
                                "test.work",
                                run -> {
                                    begun[0].countDown();
                                    return TaskOutcome.nothing();
                                })));
        TaskBeans server = closed(TaskBeans.queueing(settings, kind));
        server.queue().enqueue(task());
        assertThat(warm.await(30, TimeUnit.SECONDS)).isTrue();
        awaitAll(server, 1);
        long shortestNanos = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            begun[0] = new CountDownLatch(1);
            server.queue().enqueue(task());
            long committed = System.nanoTime();
            assertThat(begun[0].await(30, TimeUnit.SECONDS)).isTrue();
            shortestNanos = Math.min(shortestNanos, System.nanoTime() - committed);
            awaitAll(server, i + 2);
        }
        // A look every 250 ms would be this lucky once in 8.
        assertThat(Duration.ofNanos(shortestNanos)).isLessThan(Duration.ofMillis(30));
    }

    @Test
    void whatARedisForgetsUnderLoadIsDoneOnceAllTheSame() throws Exception {
        TestRedis redis = closed(TestRedis.started());
        TaskBeans beans = working(settings(redis.url()));
        int tasks = 0;
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 25; i++) {
                beans.queue().enqueue(task());
                tasks++;
            }
            if (round == 3) {
                redis.kill();
                redis.start();
            } else {
                ask(redis, RedisCommands::flushall);
            }
        }
        awaitAll(beans, tasks);
        assertThat(runs).hasSize(tasks);
        assertThat(runs.values()).containsOnly(1);
    }

    @Test
    void withoutARedisTasksAreTakenFromTheDatabaseWhichIsSaidOnce() {
        TestRedis redis = closed(TestRedis.absent());
        try (LogOf log = LogOf.of(RedisLink.class)) {
            TaskBeans beans = working(settings(redis.url()));
            for (int i = 0; i < 30; i++) {
                beans.queue().enqueue(task());
            }
            awaitAll(beans, 30);
            redis.start();
            Eventually.holds(
                    "it is back",
                    () -> !log.lines().isEmpty() && log.lines().getLast().contains(BACK));
            beans.queue().enqueue(task());
            awaitAll(beans, 31);
            redis.kill();
            beans.queue().enqueue(task());
            awaitAll(beans, 32);
            Eventually.holds("it is gone", () -> log.lines().getLast().contains(GONE));
            // A slow machine loses sight of it in between, too; none says the same twice running.
            List<String> lines = log.lines();
            assertThat(lines).hasSizeGreaterThan(2);
            for (int i = 0; i < lines.size(); i++) {
                assertThat(lines.get(i))
                        .startsWith("Redis at " + redis.url() + (i % 2 == 0 ? GONE : BACK));
            }
        }
    }

    @Test
    void aRedisThatStandsStillKeepsNobodyWaiting() {
        TestRedis redis = closed(TestRedis.started());
        TaskBeans beans = working(settings(redis.url()));
        beans.queue().enqueue(task());
        awaitAll(beans, 1);
        redis.freeze();
        try {
            long begun = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                beans.queue().enqueue(task());
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(10));
            awaitAll(beans, 21);
        } finally {
            redis.thaw();
        }
    }

    @Test
    void aWrongPasswordEndsTheStartInOneSentenceWithoutIt() {
        TestRedis redis = closed(TestRedis.started("--requirepass", "right"));
        Settings wrong = settings("redis://:hunter2@127.0.0.1:" + redis.port());
        assertThatThrownBy(() -> working(wrong))
                .rootCause()
                .satisfies(it -> assertThat(it.getMessage()).doesNotContain("hunter2"));
        assertThatThrownBy(() -> working(wrong))
                .hasStackTraceContaining(DatabaseException.class.getName())
                .hasStackTraceContaining("refuses the login (WRONGPASS)");
        assertThatThrownBy(() -> working(settings(redis.url())))
                .hasStackTraceContaining("refuses the login (NOAUTH)");
        TaskBeans beans = working(settings("redis://:right@127.0.0.1:" + redis.port()));
        beans.queue().enqueue(task());
        awaitAll(beans, 1);
    }

    @Test
    void whatIsNotOursStaysAndWhatIsOursHasOurPrefix() {
        TestRedis redis = closed(TestRedis.started());
        ask(redis, it -> it.mset(Map.of("rq:queue", "theirs", "foldbase", "theirs")));
        Settings settings = settings(redis.url());
        TaskBeans server = closed(TaskBeans.queueing(settings, kind));
        server.queue().enqueue(task());
        String prefix = "foldbase:" + server.files().dbUuid() + ":";
        Eventually.holds("it is offered", () -> ask(redis, it -> it.dbsize()) > 2);
        TaskBeans worker = working(settings);
        awaitAll(worker, 1);
        List<String> keys = new ArrayList<>(ask(redis, it -> it.keys("*")));
        List<KeyValue<String, String>> theirs = ask(redis, it -> it.mget("rq:queue", "foldbase"));
        assertThat(theirs).allSatisfy(it -> assertThat(it.getValue()).isEqualTo("theirs"));
        assertThat(keys).contains("rq:queue", "foldbase");
        keys.removeAll(List.of("rq:queue", "foldbase"));
        assertThat(keys).isNotEmpty().allMatch(it -> it.startsWith(prefix));
    }

    @Test
    void newerParametersAreLeftToNewerWorkersAndReported() {
        Settings settings = settings(TestRedis.shared().url());
        TestKind newer =
                TestKind.named(
                                "test.work",
                                run -> {
                                    runs.merge(run.id(), 2, Integer::sum);
                                    return TaskOutcome.nothing();
                                })
                        .version(2);
        TaskBeans server = closed(TaskBeans.queueing(settings, newer));
        UUID id = server.queue().enqueue(task());
        assertThat(server.task(id).version()).isEqualTo(2);
        TaskBeans old = working(settings);
        UUID theirs = old.queue().enqueue(task());
        old.awaitStatus(theirs, TaskStatus.DONE);
        assertThat(old.status(id)).isEqualTo(TaskStatus.QUEUED);
        assertThat(old.queue().knows(old.task(id))).isFalse();
        server.sql("update task set run_at = created_at - interval '2 minutes'");
        try (LogOf log = LogOf.of(UnknownTasks.class)) {
            old.bean(UnknownTasks.class).look();
            old.bean(UnknownTasks.class).look();
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(it ->
                            assertThat(it).contains("1 tasks of the kind test.work (version 2)"));
        }
        closed(TaskBeans.working(settings, TaskBeans.QUICK, newer));
        server.awaitStatus(id, TaskStatus.DONE);
        assertThat(runs).containsEntry(id, 2).containsEntry(theirs, 1);
    }

    @Test
    void aWorkerThatDoesNotSeeTheServersFilesTakesNothingAndSaysWhichItWantsToSee() {
        Settings settings = settings("database");
        TaskBeans server = closed(TaskBeans.queueing(settings, kind));
        UUID id = server.queue().enqueue(task());
        Settings wrong =
                TaskBeans.settings(
                        settings.database().url(), data.resolve("elsewhere"), "database");
        try (LogOf log = LogOf.of(SeenFiles.class)) {
            TaskBeans worker = closed(TaskBeans.elsewhere(wrong, TaskBeans.QUICK, kind));
            Eventually.holds("it is said", () -> !log.lines().isEmpty());
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(it ->
                            assertThat(it)
                                    .contains(worker.files().folder().toString())
                                    .endsWith("is the data directory of the server mounted here?"));
            assertThat(server.status(id)).isEqualTo(TaskStatus.QUEUED);
            assertThat(worker.files().folder()).doesNotExist();
            assertThat(worker.files().isMarked()).isFalse();
        }
        working(settings);
        server.awaitStatus(id, TaskStatus.DONE);
    }
}
