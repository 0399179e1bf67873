package org.foldbase.reliability;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Redis that keeps nothing, on a port of its own. */
final class RedisServer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);
    private static final int MOST_REPLY_BYTES = 4096;

    private final Path folder;
    private final int port;
    private @Nullable Process process;

    RedisServer(Path folder) throws IOException {
        this.folder = folder;
        this.port = PostgresServer.freePort();
    }

    /** What to do where there is no Redis to start. */
    static Optional<String> missing() throws InterruptedException {
        try {
            Process version =
                    new ProcessBuilder("redis-server", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            version.waitFor();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "there is no redis-server on the PATH; get it with"
                            + " 'apt-get install redis-server'");
        }
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** Starts it, with nothing in it. */
    void start() throws Exception {
        process =
                new ProcessBuilder(
                                List.of(
                                        "redis-server",
                                        "--port",
                                        "" + port,
                                        "--bind",
                                        "127.0.0.1",
                                        "--dir",
                                        folder.toString(),
                                        "--save",
                                        "",
                                        "--appendonly",
                                        "no"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Waiting.until("Redis answers", START, () -> ask("PING").startsWith("+PONG"));
    }

    /** Sends a command without arguments that have spaces, and returns the reply as it comes. */
    String ask(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] reply = new byte[MOST_REPLY_BYTES];
            int length = in.read(reply);
            return new String(reply, 0, Math.max(length, 0), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
