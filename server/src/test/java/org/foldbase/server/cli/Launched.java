package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program in processes of its own, with nothing of this shell's settings. */
final class Launched {
    static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    static final Path LAUNCHER = HOME.resolve("foldbase");

    private static final long MOST_SECONDS = 60;

    private final Path work;
    private final Map<String, String> environment = new HashMap<>();
    private Path directory;

    /**
     * @param work where the processes run and their output is kept
     */
    Launched(Path work) {
        this.work = work;
        this.directory = work;
    }

    Launched with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Launched in(Path workingDirectory) {
        directory = workingDirectory;
        return this;
    }

    Run foldbase(Object... args) throws IOException, InterruptedException {
        return command(Stream.concat(Stream.of(LAUNCHER), Arrays.stream(args)).toArray());
    }

    Run command(Object... words) throws IOException, InterruptedException {
        Process process = start(words);
        assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).as("ends in time").isTrue();
        return ended(process);
    }

    /** Starts a process that a signal can interrupt even if this JVM ignores that signal. */
    Process start(Object... words) throws IOException {
        List<String> command = Arrays.stream(words).map(Object::toString).toList();
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(work.resolve("stdout").toFile())
                        .redirectError(work.resolve("stderr").toFile());
        builder.environment()
                .keySet()
                .removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "NO_COLOR"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    Run ended(Process process) throws IOException {
        return new Run(
                process.exitValue(),
                Files.readString(work.resolve("stdout")),
                Files.readString(work.resolve("stderr")));
    }

    static boolean works(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).startsWith("Cannot run program")) {
                return false;
            }
            throw e;
        }
    }
}
