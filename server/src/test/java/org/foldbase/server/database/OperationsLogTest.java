package org.foldbase.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of operations: what it keeps, and what it never does. */
class OperationsLogTest {

    private static final Clock NOON = Clock.fixed(Instant.EPOCH.plusMillis(5), ZoneOffset.UTC);

    @TempDir private Path data;

    @Test
    void secretsAmongTheArgumentsAreMasked() {
        assertThat(
                        OperationsLog.masked(
                                List.of(
                                        "dev",
                                        "--to",
                                        "postgresql://me:secret@host:5432/name?password=secret&a=b",
                                        "--password",
                                        "secret",
                                        "--api-token=secret",
                                        "--force")))
                .containsExactly(
                        "dev",
                        "--to",
                        "postgresql://me:***@host:5432/name?password=***&a=b",
                        "--password",
                        "***",
                        "--api-token=***",
                        "--force");
    }

    @Test
    void beginningAndEndAreLinesThatOnlyTheOwnerReads() throws Exception {
        OperationsLog log = new OperationsLog(data, NOON);
        OperationsLog.Operation operation = log.begin("db reset", List.of("dev"));
        Path file = data.resolve("operations.log");
        assertThat(Files.readAllLines(file)).hasSize(1);
        operation.end("done", Map.of("rowsBefore", Map.of("dataset", 3L)));
        assertThat(Files.readAllLines(file).getLast())
                .startsWith("{\"at\":\"1970-01-01T00:00:00.005Z\",\"operation\":\"")
                .endsWith(
                        "\"command\":\"db reset\",\"arguments\":[\"dev\"],\"result\":\"done\","
                                + "\"rowsBefore\":{\"dataset\":3}}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
