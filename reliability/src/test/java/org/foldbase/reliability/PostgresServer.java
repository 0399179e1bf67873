package org.foldbase.reliability;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that is killed and started again where it was; its fsync is on. */
final class PostgresServer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path programs;
    private final Path data;
    private final int port;
    private @Nullable Process process;

    private PostgresServer(Path programs, Path data, int port) {
        this.programs = programs;
        this.data = data;
        this.port = port;
    }

    /**
     * Starts one on a new folder.
     *
     * @param programs where its programs are unpacked to, or were
     */
    static PostgresServer start(Path programs, Path data) throws Exception {
        Files.createDirectories(programs);
        // It unpacks the programs and makes the folder.
        EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start()
                .close();
        PostgresServer server = new PostgresServer(unpacked(programs), data, freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
        server.start();
        return server;
    }

    private static Path unpacked(Path programs) throws IOException {
        try (Stream<Path> folders = Files.list(programs)) {
            return folders.map(it -> it.resolve("bin").resolve("postgres"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts it, again, and waits until it answers. */
    void start() throws Exception {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // It refuses to run as root; as nobody in a namespace of its own it does.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(programs.toString(), "-D", data.toString(), "-p", "" + port));
        for (String setting :
                List.of(
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "max_connections=200",
                        "fsync=on")) {
            command.addAll(List.of("-c", setting));
        }
        Path log = data.resolveSibling(data.getFileName() + ".log");
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        Waiting.until("PostgreSQL answers", START, this::answers);
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private boolean answers() {
        if (process == null || !process.isAlive()) {
            throw new ProofFailure("PostgreSQL does not start; see its log beside " + data);
        }
        try {
            execute("postgres", "select 1");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Kills it with all its processes at once, as a machine that loses its power does. */
    void kill() {
        if (process != null) {
            List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
            process.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            process.onExit().join();
            all.forEach(it -> it.onExit().join());
        }
    }

    /** The URL of a database with nothing in it. */
    String newDatabase() throws SQLException {
        String name = "proof" + DATABASES.incrementAndGet();
        execute("postgres", "create database " + name);
        return url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(port, database);
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null && process.isAlive()) {
            Signal.INT.send(process);
            process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
            kill();
        }
    }
}
