package org.foldbase.reliability;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.WorkerSettings;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A process with the program's own queue, database and storage, and one kind of task. Without the
 * rest of the program it starts in a second, so that hundreds can be killed.
 */
final class QueueProcess {

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

    /** Runs tasks until it is told to stop: the number of threads, and the seconds of a lease. */
    public static void main(String[] args) throws InterruptedException {
        AnnotationConfigApplicationContext context =
                context(Settings.load(Map.of(), System.getenv()));
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
