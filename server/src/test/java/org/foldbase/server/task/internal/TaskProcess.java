package org.foldbase.server.task.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.foldbase.server.database.reset.ChildJava;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskKind;
import org.foldbase.server.task.TaskOutcome;
import org.foldbase.server.task.TaskRun;
import org.foldbase.server.task.WorkerSettings;

/**
 * A worker in a process of its own. Its work writes a file that says which process wrote it, and
 * counts in the task's row how often that was committed; it waits while there is a file named hold.
 */
final class TaskProcess {

    static final String KIND = "test.process";

    private TaskProcess() {}

    static Process start(Path dataDir, String url, int threads, String queueUrl)
            throws IOException {
        return ChildJava.of(
                        TaskProcess.class,
                        dataDir.toString(),
                        url,
                        Integer.toString(threads),
                        queueUrl)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] args) throws InterruptedException {
        Path dataDir = Path.of(args[0]);
        WorkerSettings worker =
                new WorkerSettings(
                        Map.of(QueueName.SHORT, Integer.parseInt(args[2])),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1));
        Work work = new Work(dataDir);
        work.beans.complete(
                TaskBeans.working(TaskBeans.settings(args[1], dataDir, args[3]), worker, work));
        new CountDownLatch(1).await();
    }

    /** What it does; of a process that only queues, nothing. */
    static final class Work implements TaskKind {

        private final Path dataDir;
        private final CompletableFuture<TaskBeans> beans = new CompletableFuture<>();

        Work(Path dataDir) {
            this.dataDir = dataDir;
        }

        @Override
        public String name() {
            return KIND;
        }

        @Override
        public String title() {
            return "Test";
        }

        @Override
        public QueueName queue() {
            return QueueName.SHORT;
        }

        @Override
        public int maxAttempts() {
            return 100;
        }

        @Override
        public TaskOutcome run(TaskRun run) throws IOException {
            String path =
                    run.write(
                            FileRoot.Kind.TASK,
                            run.id().toString(),
                            ".txt",
                            file -> {
                                do {
                                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                                } while (Files.exists(dataDir.resolve("hold")));
                                Files.writeString(
                                        file,
                                        run.id() + " by " + ProcessHandle.current().pid() + "\n");
                            });
            return TaskOutcome.of(path, () -> beans.join().countIn(run.id()));
        }
    }
}
