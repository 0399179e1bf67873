package org.foldbase.server.task.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.foldbase.server.settings.RedisAddress;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.TaskFilter;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.task.TaskView;
import org.foldbase.server.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers that are processes, which die and stand still for real. */
@ParameterizedClass
@EnumSource(
        value = TestQueue.class,
        names = {"SQLITE", "POSTGRESQL", "POSTGRESQL_AND_REDIS"})
@Timeout(240)
class WorkerProcessesTest {

    private static final int KILLS = Integer.getInteger("foldbase.kills", 5);

    @Parameter TestQueue queue = TestQueue.SQLITE;

    @TempDir private Path data;

    private final List<Process> workers = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private TaskBeans beans;

    private String url = "";
    private String queueUrl = "database";

    @BeforeEach
    void start() {
        Settings settings = queue.fresh(data);
        url = settings.database().url();
        queueUrl = settings.redis().map(RedisAddress::toString).orElse("database");
        beans = TaskBeans.queueing(settings, new TaskProcess.Work(data));
    }

    @AfterEach
    void stop() {
        workers.forEach(Process::destroyForcibly);
        beans.close();
    }

    private Process worker(int threads) throws IOException {
        Process worker = TaskProcess.start(data, url, threads, queueUrl);
        workers.add(worker);
        return worker;
    }

    private UUID enqueue() {
        return beans.queue().enqueue(NewTask.of(TaskProcess.KIND));
    }

    private Set<String> owners() {
        return new HashSet<>(beans.workers());
    }

    private boolean runs(Process worker) {
        return owners().stream().anyMatch(it -> it.endsWith(":" + worker.pid()));
    }

    private List<Path> files(UUID id) throws IOException {
        try (Stream<Path> files =
                Files.list(beans.files().folder().resolve("tasks").resolve(id.toString()))) {
            return files.toList();
        }
    }

    private Path result(UUID id) {
        String path = beans.bean(TaskResults.class).findById(id).orElseThrow().filePath;
        return beans.files().resolve(Objects.requireNonNull(path));
    }

    @Test
    void killedWorkersLoseNothingAndNothingIsDoneTwice() throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 10 * KILLS; i++) {
            ids.add(enqueue());
        }
        worker(2);
        for (int kill = 0; kill < KILLS; kill++) {
            Process victim = workers.getLast();
            worker(2);
            // More work, so that there is something in whose middle it dies.
            ids.add(enqueue());
            ids.add(enqueue());
            Eventually.holds("the worker runs a task", () -> runs(victim));
            victim.destroyForcibly();
            assertThat(victim.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        TaskFilter done = TaskFilter.all().in(Set.of(TaskStatus.DONE));
        Eventually.holds(
                "all are done", () -> beans.queue().list(done, 1, 1).total() == ids.size());
        for (UUID id : ids) {
            assertThat(beans.countOf(id)).as("commits of %s", id).isOne();
            assertThat(Files.readString(result(id))).startsWith(id + " by ").endsWith("\n");
        }
        assertThat(beans.queue().list(TaskFilter.all(), 1, 500).rows())
                .extracting(TaskView::attempt)
                .anyMatch(attempt -> attempt > 1);
    }

    @Test
    void aWorkerThatStoodStillChangesNothingThatIsDone() throws Exception {
        Path hold = Files.createFile(data.resolve("hold"));
        UUID id = enqueue();
        Process zombie = worker(1);
        Eventually.holds("the first worker has it", () -> runs(zombie));
        signal("STOP", zombie);
        Files.delete(hold);
        Process winner = worker(1);
        beans.awaitStatus(id, TaskStatus.DONE);
        byte[] before = Files.readAllBytes(result(id));
        assertThat(before).asString().isEqualTo(id + " by " + winner.pid() + "\n");
        winner.destroyForcibly();
        assertThat(winner.waitFor(10, TimeUnit.SECONDS)).isTrue();

        signal("CONT", zombie);
        // It has one thread, so the first task is over for it when it has done the second.
        UUID next = enqueue();
        beans.awaitStatus(next, TaskStatus.DONE);
        assertThat(Files.readString(result(next))).endsWith(" by " + zombie.pid() + "\n");
        assertThat(Files.readAllBytes(result(id))).isEqualTo(before);
        assertThat(files(id)).containsExactly(result(id));
        assertThat(beans.countOf(id)).isOne();
        assertThat(beans.task(id).attempt()).isEqualTo(2);
    }

    private static void signal(String name, Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
