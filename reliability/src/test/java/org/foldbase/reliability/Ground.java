package org.foldbase.reliability;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.foldbase.migrate.run.StepListener;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.SchemaHistory;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.SqlValues;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.task.TaskQueue;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A queue of a proof's own: a new database, files, and workers that die with it. */
final class Ground implements AutoCloseable {

    static final int LEASE_SECONDS = 4;

    private final Servers servers;
    private final Adapter adapter;
    private final Path dataDir;
    private final Map<String, String> environment;
    private final Optional<RedisServer> redis;
    private final AnnotationConfigApplicationContext context;
    private final History history;
    private final List<WorkerProcess> workers = new CopyOnWriteArrayList<>();

    private Ground(
            Servers servers,
            Adapter adapter,
            Map<String, String> environment,
            Optional<RedisServer> redis,
            AnnotationConfigApplicationContext context) {
        this.servers = servers;
        this.adapter = adapter;
        this.environment = environment;
        this.redis = redis;
        this.context = context;
        this.dataDir = context.getBean(Settings.class).dataDir();
        this.history = new History(this);
    }

    static Ground on(Servers servers, Adapter adapter) throws Exception {
        Path dataDir = servers.newFolder(adapter.key());
        Map<String, String> environment = new TreeMap<>();
        environment.put("FOLDBASE_ENV", "test");
        environment.put("FOLDBASE_DATA_DIR", dataDir.toString());
        environment.put("FOLDBASE_DB_CONNECT_TIMEOUT", "30");
        if (adapter != Adapter.SQLITE) {
            environment.put("FOLDBASE_DATABASE_URL", servers.postgres().newDatabase());
        }
        Optional<RedisServer> redis = Optional.empty();
        if (adapter == Adapter.REDIS) {
            redis = Optional.of(new RedisServer(dataDir));
            environment.put("FOLDBASE_QUEUE_URL", redis.get().url());
            redis.get().start();
        }
        Settings settings = Settings.load(Map.of(), environment);
        migrate(settings);
        Ground ground =
                new Ground(servers, adapter, environment, redis, QueueProcess.queueing(settings));
        Runtime.getRuntime().addShutdownHook(new Thread(ground::killAll));
        ground.history.begin();
        ground.files().mark();
        return ground;
    }

    private static void migrate(Settings settings) {
        SchemaHistory history =
                SchemaHistory.of(
                        Connections.creating(
                                DatabaseAddress.of(settings.database()), settings.connectTimeout()),
                        SourceTree.withRevisionsIn(Places.MIGRATIONS).revisions(),
                        Duration.ofSeconds(60),
                        StepListener.NONE);
        history.upgrade("head", false);
        history.stampIfNew(settings.environment(), Clock.systemUTC().instant());
    }

    // ---- what there is

    Adapter adapter() {
        return adapter;
    }

    PostgresServer postgres() throws Exception {
        return servers.postgres();
    }

    RedisServer redis() {
        return redis.orElseThrow();
    }

    Path dataDir() {
        return dataDir;
    }

    History history() {
        return history;
    }

    FileRoot files() {
        return context.getBean(FileRoot.class);
    }

    SqlValues values() {
        return SqlValues.of(context.getBean(DatabaseAddress.class).backend());
    }

    // ---- tasks

    /** Queues a task as the server does, in a transaction of its own. */
    UUID enqueue(int workMs, int bytes) {
        return context.getBean(TaskQueue.class).enqueue(ProofKind.task(workMs, bytes));
    }

    /** Queues several. */
    List<UUID> enqueue(int tasks, int workMs, int bytes) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            ids.add(enqueue(workMs, bytes));
        }
        return ids;
    }

    // ---- rows

    TransactionTemplate transaction() {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(transaction().execute(status -> work.get()));
    }

    void execute(String sql) {
        transaction().executeWithoutResult(status -> jdbc().execute(sql));
    }

    <T> List<T> rows(String sql, RowMapper<T> mapper) {
        return in(() -> jdbc().query(sql, mapper));
    }

    long number(String sql) {
        return in(() -> jdbc().queryForObject(sql, Long.class));
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(context.getBean("dataSource", DataSource.class));
    }

    // ---- workers

    WorkerProcess worker(int threads) throws IOException {
        return worker(threads, List.of(), Map.of());
    }

    /**
     * Starts a worker.
     *
     * @param before what its command line begins with
     * @param variables what its environment has besides
     */
    WorkerProcess worker(int threads, List<String> before, Map<String, String> variables)
            throws IOException {
        WorkerProcess worker =
                new WorkerProcess(
                        launch(before, variables, threads)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                                .start());
        workers.add(worker);
        return worker;
    }

    /** Starts a process that queues tasks. */
    QueueingProcess queueing(Map<String, String> variables) throws IOException {
        return new QueueingProcess(
                launch(List.of(), variables, 0)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log()))
                        .start());
    }

    /** Runs a worker whose classes, loaded and linked, are kept in a file. */
    void rehearse(Path cache) throws Exception {
        Process worker =
                launch(List.of(), Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput=" + cache), 2)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                        .start();
        enqueue(4, 50, 0);
        Waiting.until(
                "the rehearsal's tasks are done",
                Duration.ofMinutes(3),
                () -> history.done() == 4 || !worker.isAlive());
        worker.destroy();
        worker.onExit().join();
    }

    private ProcessBuilder launch(List<String> before, Map<String, String> variables, int threads)
            throws IOException {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(variables);
        return WorkerProcess.command(
                before, all, Integer.toString(threads), Integer.toString(LEASE_SECONDS));
    }

    /** What all of its processes say. */
    private File log() {
        return dataDir.resolveSibling(dataDir.getFileName() + "-workers.log").toFile();
    }

    /** Kills a worker, which is forgotten. */
    void kill(WorkerProcess worker) {
        workers.remove(worker);
        worker.kill();
    }

    private void killAll() {
        workers.forEach(WorkerProcess::kill);
        redis.ifPresent(RedisServer::close);
    }

    @Override
    public void close() throws IOException {
        killAll();
        context.close();
        Files.deleteIfExists(dataDir.resolve(ProofKind.HOLD));
    }
}
