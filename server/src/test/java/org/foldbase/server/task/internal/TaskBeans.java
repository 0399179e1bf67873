package org.foldbase.server.task.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskFeed;
import org.foldbase.server.task.TaskKind;
import org.foldbase.server.task.TaskQueue;
import org.foldbase.server.task.TaskStatus;
import org.foldbase.server.task.TaskView;
import org.foldbase.server.task.WorkerSettings;
import org.foldbase.server.testing.Eventually;
import org.foldbase.server.testing.TestDatabase;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a process has of the queue, on a database of a test's own. */
final class TaskBeans implements AutoCloseable {

    /** Two at once, one of them medium; a lease of a second. */
    static final WorkerSettings QUICK =
            new WorkerSettings(
                    Map.of(QueueName.SHORT, 2, QueueName.MEDIUM, 1),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(300));

    private final AnnotationConfigApplicationContext context;

    private TaskBeans(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /** Makes a database that nobody else uses. */
    static Settings fresh(TestDatabase database, Path dataDir) {
        return fresh(database, dataDir, "database");
    }

    /** The same with a Redis, or whatever the URL says. */
    static Settings fresh(TestDatabase database, Path dataDir, String queueUrl) {
        Settings settings = settings(database.emptyUrl(), dataDir, queueUrl);
        SchemaHistory history =
                SchemaHistory.of(
                        Connections.creating(
                                DatabaseAddress.of(settings.database()), settings.connectTimeout()),
                        SourceTree.withRevisionsIn(TestDatabase.MIGRATIONS).revisions(),
                        Duration.ofSeconds(60),
                        StepListener.NONE);
        history.upgrade("head", false);
        history.stampIfNew(settings.environment(), Instant.now());
        return settings;
    }

    static Settings settings(String url, Path dataDir, String queueUrl) {
        return Settings.load(
                Map.of(
                        Setting.DATABASE_URL,
                        url,
                        Setting.DATA_DIR,
                        dataDir.toString(),
                        Setting.POOL_SIZE,
                        "20",
                        Setting.CONNECT_TIMEOUT,
                        "60",
                        Setting.QUEUE_URL,
                        queueUrl),
                Map.of());
    }

    /** A process that queues tasks and runs none. */
    static TaskBeans queueing(Settings settings, TaskKind... kinds) {
        AnnotationConfigApplicationContext context = context(settings, kinds);
        context.registerBean(Mark.class, () -> new Mark(context.getBean(FileRoot.class)));
        return start(context);
    }

    /** A process that runs tasks, too. */
    static TaskBeans working(Settings settings, WorkerSettings worker, TaskKind... kinds) {
        AnnotationConfigApplicationContext context = context(settings, kinds);
        context.registerBean(Mark.class, () -> new Mark(context.getBean(FileRoot.class)));
        context.registerBean(WorkerSettings.class, () -> worker);
        return start(context);
    }

    /** A process that runs tasks, and may see other files than the server. */
    static TaskBeans elsewhere(Settings settings, WorkerSettings worker, TaskKind... kinds) {
        AnnotationConfigApplicationContext context = context(settings, kinds);
        context.registerBean(WorkerSettings.class, () -> worker);
        return start(context);
    }

    private static AnnotationConfigApplicationContext context(
            Settings settings, TaskKind... kinds) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(Settings.class, () -> settings);
        context.registerBean(
                Backoff.class, () -> new Backoff(Duration.ofMillis(20), Duration.ofMillis(60)));
        for (TaskKind kind : kinds) {
            context.registerBean(kind.name(), TaskKind.class, () -> kind);
        }
        context.scan("org.foldbase.server.database", "org.foldbase.server.task.internal");
        return context;
    }

    private static TaskBeans start(AnnotationConfigApplicationContext context) {
        context.refresh();
        return new TaskBeans(context);
    }

    /** Marks the files, as a server does. */
    private static final class Mark {
        Mark(FileRoot files) {
            try {
                files.mark();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    TaskQueue queue() {
        return bean(TaskQueue.class);
    }

    TaskFeed feed() {
        return bean(TaskFeed.class);
    }

    FileRoot files() {
        return bean(FileRoot.class);
    }

    TaskView task(UUID id) {
        return queue().find(id).orElseThrow();
    }

    TaskStatus status(UUID id) {
        return task(id).status();
    }

    void awaitStatus(UUID id, TaskStatus status) {
        Eventually.holds(id + " is " + status, () -> status(id) == status);
    }

    TransactionTemplate transaction() {
        return new TransactionTemplate(bean(PlatformTransactionManager.class));
    }

    /** Changes rows behind the queue's back. */
    int sql(String update) {
        Integer rows =
                transaction()
                        .execute(status ->
                                new JdbcTemplate(context.getBean("dataSource", DataSource.class))
                                        .update(update));
        return rows == null ? 0 : rows;
    }

    @Override
    public void close() {
        context.close();
    }
}
