package org.foldbase.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code foldbase serve} in a process of its own, on a free port and a data directory of its own.
 */
final class RunningServer implements AutoCloseable {

    static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    /** Good enough for tests: long, and on no list. */
    static final String PASSWORD = "violet otters fold 7 maps";

    private static final long MOST_SECONDS = 60;
    private static final String SAYS_WHERE = "http://";

    private final Path dataDir;
    private final Map<String, String> environment;
    private final Process process;
    private final URI uri;

    private RunningServer(Path dataDir, Map<String, String> environment, Process process, URI uri) {
        this.dataDir = dataDir;
        this.environment = environment;
        this.process = process;
        this.uri = uri;
    }

    static RunningServer start(Path dataDir) throws IOException {
        return start(dataDir, Map.of());
    }

    /** Starts it and waits until it says where it is. */
    static RunningServer start(Path dataDir, Map<String, String> environment) throws IOException {
        Map<String, String> all = new TreeMap<>(environment);
        all.putIfAbsent("FOLDBASE_DATA_DIR", dataDir.toString());
        all.putIfAbsent("FOLDBASE_ENV", "test");
        Process process = launch(all, "serve", "--port", "0");
        return new RunningServer(dataDir, all, process, whereItIs(process));
    }

    /** Starts the launcher with nothing of this shell's settings; its stderr goes to this one. */
    static Process launch(Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("foldbase").toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(it -> it.startsWith("FOLDBASE_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The first address in what a process writes to stdout. */
    static URI whereItIs(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(SAYS_WHERE)) {
                return URI.create(line.substring(line.indexOf(SAYS_WHERE)).replaceAll("\\s.*", ""));
            }
        }
        throw new AssertionError("the server ended without saying where it is");
    }

    /** The address of a path. */
    String at(String path) {
        return uri.resolve(path).toString();
    }

    Path dataDir() {
        return dataDir;
    }

    Process process() {
        return process;
    }

    /** Adds a user with {@link #PASSWORD}. */
    void addUser(String name, String role) throws IOException, InterruptedException {
        Process add = launch(environment, "user", "add", name, "--role", role, "--password-stdin");
        try (OutputStream in = add.getOutputStream()) {
            in.write((PASSWORD + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(add.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(add.exitValue()).as("foldbase user add").isZero();
    }

    /** Runs another command on the same data. */
    String command(String... args) throws IOException, InterruptedException {
        Process command = launch(environment, args);
        command.getOutputStream().close();
        String out = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).as(String.join(" ", args)).isZero();
        return out;
    }

    /** Stops it as an operator does. */
    @Override
    public void close() throws IOException {
        process.toHandle().destroy();
        try {
            assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS))
                    .as("stops in time")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        assertThat(process.exitValue()).as("stops cleanly on SIGTERM").isZero();
        assertThat(Files.exists(dataDir)).isTrue();
    }
}
