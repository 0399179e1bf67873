package org.foldbase.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskQueue;
import org.foldbase.server.task.WorkerSettings;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A process with the program's own queue, database and storage, and one kind of task. Without the
 * rest of the program it starts in a second, so that hundreds can be killed.
 */
final class QueueProcess {

    /** What it answers with, before the task's id. */
    static final String QUEUED = "queued ";

    private QueueProcess() {}

    /** Queues tasks, and runs none. */
    static AnnotationConfigApplicationContext queueing(Settings settings) {
        AnnotationConfigApplicationContext context = context(settings);
        context.refresh();
        return context;
    }

    private static AnnotationConfigApplicationContext context(Settings settings) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(Settings.class, () -> settings);
        context.registerBean(ProofKind.class);
        context.scan("org.foldbase.server.database", "org.foldbase.server.task.internal");
        return context;
    }

    /**
     * Runs tasks until it is told to stop: the number of threads, and the seconds of a lease. With
     * no threads it queues a task for each line that it reads: the milliseconds of its work.
     */
    public static void main(String[] args) throws Exception {
        Settings settings = Settings.load(Map.of(), System.getenv());
        if ("0".equals(args[0])) {
            queue(settings);
        } else {
            work(settings, args);
        }
    }

    private static void queue(Settings settings) throws IOException {
        try (AnnotationConfigApplicationContext context = queueing(settings)) {
            TaskQueue queue = context.getBean(TaskQueue.class);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(
                        QUEUED + queue.enqueue(ProofKind.task(Integer.parseInt(line), 0)));
            }
        }
    }

    private static void work(Settings settings, String... args) throws InterruptedException {
        AnnotationConfigApplicationContext context = context(settings);
        WorkerSettings worker =
                new WorkerSettings(
                        Map.of(QueueName.SHORT, Integer.parseInt(args[0])),
                        Duration.ofSeconds(Integer.parseInt(args[1])),
                        Duration.ofSeconds(1));
        context.registerBean(WorkerSettings.class, () -> worker);
        context.registerShutdownHook();
        context.refresh();
        new CountDownLatch(1).await();
    }
}
