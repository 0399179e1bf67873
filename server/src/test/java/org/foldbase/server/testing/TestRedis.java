package org.foldbase.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real Redis on a port of its own, which can be killed and started again, empty. */
public final class TestRedis implements AutoCloseable {

    private static final String PROGRAM = "redis-server";

    private static @Nullable TestRedis shared;

    private final Path folder;
    private final int port;
    private final List<String> options;
    private @Nullable Process process;

    private TestRedis(Path folder, int port, List<String> options) {
        this.folder = folder;
        this.port = port;
        this.options = options;
    }

    /** One that is not started yet. */
    public static TestRedis absent(String... options) {
        requireProgram();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new TestRedis(
                    Files.createTempDirectory("redis"), free.getLocalPort(), List.of(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One for all tests that neither stop nor empty it; it ends with the JVM. */
    public static synchronized TestRedis shared() {
        if (shared == null) {
            TestRedis started = started();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(started::close));
            shared = started;
        }
        return shared;
    }

    /** One that answers. */
    public static TestRedis started(String... options) {
        TestRedis redis = absent(options);
        redis.start();
        return redis;
    }

    private static void requireProgram() {
        boolean there =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                        .anyMatch(it -> Files.isExecutable(Path.of(it, PROGRAM)));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("no redis-server: .ci/run installs it");
        }
        Assumptions.assumeTrue(there, "skipped: no redis-server (Debian: redis-server)");
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it; it has nothing in it. */
    public void start() {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                PROGRAM,
                                "--port",
                                Integer.toString(port),
                                "--bind",
                                "127.0.0.1",
                                "--save",
                                "",
                                "--appendonly",
                                "no",
                                "--dir",
                                folder.toString()));
        command.addAll(options);
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Eventually.holds("Redis listens", this::isListening);
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Kills it: what it held is gone. */
    public void kill() {
        Optional.ofNullable(process)
                .ifPresent(it -> {
                    it.destroyForcibly();
                    try {
                        it.waitFor(10, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /** Has it stand still, with its connections open. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        long pid = Optional.ofNullable(process).orElseThrow().pid();
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("no signal to " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
