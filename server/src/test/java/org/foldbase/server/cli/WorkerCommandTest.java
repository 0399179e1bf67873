package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.ProcessKind;
import org.foldbase.server.database.ProcessRegistry;
import org.foldbase.server.database.reset.ChildJava;
import org.foldbase.server.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code worker}, as a process. */
@Timeout(120)
class WorkerCommandTest {

    @TempDir private Path data;

    @Test
    void aWorkerWaitsForItsDatabaseWorksAndEndsWell() throws Exception {
        Process worker =
                ChildJava.of(Foldbase.class, "worker", "--data-dir", data.toString()).start();
        try (BufferedReader err = worker.errorReader(StandardCharsets.UTF_8)) {
            assertThat(err.readLine())
                    .startsWith("foldbase: there is no database sqlite:")
                    .endsWith(" yet; waiting for it");
            StringWriter said = new StringWriter();
            PrintWriter out = new PrintWriter(said);
            assertThat(Foldbase.run(out, out, "db", "upgrade", "--data-dir", data.toString()))
                    .as(said.toString())
                    .isZero();
            Eventually.holds("the worker is there", () -> live().contains(worker.pid()));
            String line = err.readLine();
            if (line.contains("is behind this program's revision")) {
                // It looked in the middle of the upgrade.
                line = err.readLine();
            }
            assertThat(line).contains("INFO").contains("runs tasks: {");
            assertThat(err.readLine())
                    .contains("no server has marked " + data)
                    .contains("is the data directory of the server mounted here?");
            worker.toHandle().destroy();
            assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.exitValue()).isZero();
            assertThat(err.readLine()).isNull();
        } finally {
            worker.destroyForcibly();
        }
        assertThat(live()).isEmpty();
    }

    @Test
    void aQueueThatIsNotThereIsWrongUsage() {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        assertThat(Foldbase.run(out, out, "worker", "--queues", "short,huge")).isEqualTo(2);
        assertThat(said.toString()).contains("'huge' is none of short, medium, long");
    }

    private List<Long> live() {
        Path file = data.resolve("dev").resolve("foldbase.db");
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Connection connection =
                Connections.to(DatabaseAddress.sqlite(file), Duration.ofSeconds(10))
                        .getConnection()) {
            return ProcessRegistry.live(connection).stream()
                    .filter(it -> it.kind() == ProcessKind.WORKER)
                    .map(ProcessRegistry.Live::pid)
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
