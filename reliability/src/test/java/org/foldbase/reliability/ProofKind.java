package org.foldbase.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.SqlValues;
import org.foldbase.server.database.ThisProcess;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.task.NewTask;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskKind;
import org.foldbase.server.task.TaskOutcome;
import org.foldbase.server.task.TaskRun;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the tasks of proofs do: work for a while, tell of it, write a file that says who wrote it,
 * and a row in the transaction that makes the task done.
 */
final class ProofKind implements TaskKind {

    static final String NAME = "proof.work";

    /** While this file is there, first attempts stand in the middle of writing their file. */
    static final String HOLD = "hold";

    /** A file for each task whose first attempt stands there. */
    static final String HELD = "held";

    /** What each process wrote, whether it came to count or not. */
    static final String JOURNAL = "journal";

    private static final int STEPS = 10;

    private final JdbcTemplate jdbc;
    private final SqlValues values;
    private final Path dataDir;
    private final String process = ThisProcess.here().toString();

    ProofKind(DataSource dataSource, DatabaseAddress address, Settings settings) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.values = SqlValues.of(address.backend());
        this.dataDir = settings.dataDir();
    }

    /** A task that takes so long and writes so many bytes. */
    static NewTask task(int workMs, int bytes) {
        return NewTask.of(NAME).parameters(Map.of("workMs", workMs, "bytes", bytes));
    }

    /** What an attempt writes: a line that says whose it is, and as many bytes as are asked for. */
    static byte[] content(UUID id, int attempt, String process, int bytes) {
        byte[] line = "%s %d %s\n".formatted(id, attempt, process).getBytes(StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOf(line, Math.max(line.length, bytes));
        Arrays.fill(content, line.length, content.length, (byte) '.');
        return content;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Proof";
    }

    @Override
    public QueueName queue() {
        return QueueName.SHORT;
    }

    @Override
    public int maxAttempts() {
        return 1000;
    }

    @Override
    public TaskOutcome run(TaskRun run) throws IOException {
        int workMs = number(run, "workMs");
        int bytes = number(run, "bytes");
        for (int step = 0; workMs > 0 && step < STEPS; step++) {
            run.progress((double) step / STEPS, "step " + step);
            Waiting.pause(workMs / STEPS);
        }
        String path =
                run.write(
                        FileRoot.Kind.TASK,
                        run.id().toString(),
                        ".txt",
                        file -> {
                            standStill(run);
                            Files.write(file, content(run.id(), run.attempt(), process, bytes));
                        });
        note(run);
        return TaskOutcome.of(path, () -> record(run, path));
    }

    private void standStill(TaskRun run) throws IOException {
        Path hold = dataDir.resolve(HOLD);
        if (run.attempt() == 1 && Files.exists(hold)) {
            Files.createFile(dataDir.resolve(HELD).resolve(run.id().toString()));
            while (Files.exists(hold)) {
                Waiting.pause(10);
            }
        }
    }

    private static int number(TaskRun run, String name) {
        return Integer.parseInt(String.valueOf(run.parameters().get(name)));
    }

    private void record(TaskRun run, String path) {
        jdbc.update(
                "insert into proof_outcome (task_id, attempt, worker, file_path) values (?, ?, ?,"
                        + " ?)",
                statement -> values.set(statement, run.id(), run.attempt(), process, path));
    }

    private void note(TaskRun run) throws IOException {
        Path journal = dataDir.resolve(JOURNAL);
        if (Files.isDirectory(journal)) {
            Files.writeString(
                    journal.resolve(Long.toString(ProcessHandle.current().pid())),
                    "%s %d%n".formatted(run.id(), run.attempt()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
