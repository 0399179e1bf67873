package org.foldbase.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A worker that can be killed and stopped. */
final class WorkerProcess implements AutoCloseable {

    /** Classes as a rehearsal left them. */
    static final Path CACHE = Places.TARGET.resolve("worker.aot");

    private final Process process;

    WorkerProcess(Process process) {
        this.process = process;
    }

    /**
     * What starts a {@link QueueProcess}.
     *
     * @param before what the command line begins with
     */
    static ProcessBuilder command(
            List<String> before, Map<String, String> environment, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xlog:disable",
                        "--enable-native-access=ALL-UNNAMED"));
        if (Files.exists(CACHE)) {
            command.add("-XX:AOTCache=" + CACHE);
        }
        command.addAll(List.of("-cp", classPath(), QueueProcess.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(it -> it.startsWith("FOLDBASE_"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static String classPath() throws IOException {
        return jars().stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> jars = Files.list(Places.TARGET.resolve("lib"))) {
            return jars.sorted().toList();
        }
    }

    /** Whether the program was built after a file. */
    static boolean isNewerThan(Path file) throws IOException {
        FileTime made = Files.getLastModifiedTime(file);
        for (Path jar : jars()) {
            if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
                return true;
            }
        }
        return false;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What the rows of tasks that it runs end with. */
    String mark() {
        return ":" + process.pid();
    }

    void send(Signal signal) throws IOException {
        signal.send(process);
    }

    /** SIGKILL; it is gone when this returns. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM. */
    boolean endsWithin(int seconds) throws InterruptedException {
        process.destroy();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        kill();
    }
}
