package org.foldbase.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Python's RQ beside ours: its worker, and our small program that queues for it. */
final class RqWorker implements AutoCloseable {

    static final String FORKING = "rq.Worker";
    static final String SIMPLE = "rq.SimpleWorker";

    private static final String PYTHON = "/usr/bin/python3";
    private static final Path FOLDER = Path.of("src", "test", "python").toAbsolutePath();

    private final Process process;

    private RqWorker(Process process) {
        this.process = process;
    }

    /** Whether RQ is there, in the version that is compared with. */
    static boolean isThere() throws IOException {
        return Files.isExecutable(Path.of(PYTHON))
                && output(new ProcessBuilder(PYTHON, "-c", "import rq; print(rq.VERSION)"))
                        .startsWith("1.13");
    }

    /** Starts a worker as its command does. */
    static RqWorker start(String url, String workerClass) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        PYTHON,
                        "-m",
                        "rq.cli",
                        "worker",
                        "-q",
                        "-w",
                        workerClass,
                        "-u",
                        url,
                        "-P",
                        FOLDER.toString(),
                        "comparison");
        RqWorker worker =
                new RqWorker(
                        builder.redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start());
        Runtime.getRuntime().addShutdownHook(new Thread(worker::kill));
        return worker;
    }

    /** Runs our program and returns what it prints. */
    static String side(String... arguments) throws IOException {
        // Jobs are known by the module's name, which is not __main__.
        List<String> command =
                new ArrayList<>(
                        List.of(
                                PYTHON,
                                "-c",
                                "import sys; sys.path.insert(0, sys.argv.pop(1)); import rq_side;"
                                        + " rq_side.main(*sys.argv[1:])",
                                FOLDER.toString()));
        command.addAll(List.of(arguments));
        return output(new ProcessBuilder(command));
    }

    private static String output(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Whether it has forked the process that does a job. */
    boolean hasChild() {
        return process.descendants().findAny().isPresent();
    }

    /** SIGKILL for it and for the process that it forked, as when a machine dies. */
    void kill() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        kill();
    }
}
