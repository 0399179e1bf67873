package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.foldbase.migrate.revision.Revision;
import org.foldbase.migrate.schema.Column;
import org.foldbase.migrate.schema.ColumnType;
import org.foldbase.migrate.schema.Operation.AddColumn;
import org.foldbase.server.database.Connections;
import org.foldbase.server.database.DatabaseAddress;
import org.foldbase.server.database.Stamp;
import org.foldbase.server.database.reset.ChildJava;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.testing.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a worker needs may come later than the worker, in any order. */
@Timeout(180)
class WorkerStartTest {

    @TempDir private Path data;

    private void settings(String... lines) throws IOException {
        Files.writeString(data.resolve("foldbase.yaml"), String.join("\n", lines) + "\n");
    }

    private Run foldbase(String... words) {
        Object[] all = new Object[words.length + 1];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--data-dir=" + data;
        return Run.foldbase(all);
    }

    private static void skipTo(BufferedReader said, String words) throws IOException {
        String line = said.readLine();
        while (line != null && !line.contains(words)) {
            line = said.readLine();
        }
        assertThat(line).as("it says: %s", words).isNotNull();
    }

    @Test
    void itWaitsForDatabaseMigrationsServerAndRedisAndSaysEachOnce() throws Exception {
        int port = freePort();
        TestRedis redis = TestRedis.absent();
        String url = "postgresql://postgres@127.0.0.1:" + port + "/postgres";
        settings(
                "environments: {dev: {url: '" + url + "'}}", "queue: {url: '" + redis.url() + "'}");
        Process worker =
                ChildJava.of(Foldbase.class, "worker", "--data-dir", data.toString()).start();
        try (redis;
                BufferedReader said = worker.errorReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine())
                    .startsWith("foldbase: the database postgresql:")
                    .contains("does not answer")
                    .endsWith("; waiting for it");
            try (EmbeddedPostgres _ =
                    EmbeddedPostgres.builder()
                            .setPort(port)
                            .setServerConfig("fsync", "off")
                            .setConnectConfig("connectTimeout", "60")
                            .start()) {
                skipTo(said, "is behind this program's revision; waiting for it");
                assertThat(foldbase("db", "upgrade").code()).isZero();
                skipTo(said, "Redis at " + redis.url() + " does not answer (Connection refused)");
                assertThat(said.readLine()).contains("runs tasks: {");
                assertThat(said.readLine()).contains("no server has marked " + data);
                FileRoot.of(data, dbUuid(url)).mark();
                assertThat(said.readLine()).contains("is here now");
                redis.start();
                assertThat(said.readLine()).contains("answers again");
                worker.toHandle().destroy();
                assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(worker.exitValue()).isZero();
                assertThat(said.readLine()).isNull();
            }
        } finally {
            worker.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static UUID dbUuid(String url) throws SQLException {
        try (Connection connection =
                Connections.to(DatabaseAddress.parse(url, "test"), Duration.ofSeconds(60))
                        .getConnection()) {
            return Stamp.read(connection).orElseThrow().dbUuid();
        }
    }

    @Test
    void aDatabaseThatIsAheadOfTheProgramIsNotWaitedFor() throws Exception {
        try (Checkout checkout = new Checkout(data.resolve("tree"))) {
            Revision newer =
                    checkout.add(
                            "newer",
                            new AddColumn(
                                    "dataset", Column.nullable("donor", ColumnType.string(80))));
            assertThat(foldbase("db", "upgrade").code()).isZero();
            Files.delete(checkout.file(newer));
            Run worker = foldbase("worker");
            assertThat(worker.code()).isEqualTo(4);
            assertThat(worker.err()).contains("it is ahead of the program").hasLineCount(1);
        }
    }

    @Test
    void aRedisThatRefusesTheLoginIsNotWaitedFor() throws Exception {
        try (TestRedis redis = TestRedis.started("--requirepass", "right")) {
            settings("queue: {url: 'redis://lab:hunter2@127.0.0.1:" + redis.port() + "'}");
            assertThat(foldbase("db", "upgrade").code()).isZero();
            for (Run run : new Run[] {foldbase("worker"), foldbase("serve", "--port", "0")}) {
                assertThat(run.code()).isEqualTo(4);
                assertThat(run.err())
                        .isEqualTo(
                                "foldbase: Redis at %s refuses the login (WRONGPASS); give its user"
                                        + " and password in queue.url\n",
                                redis.url());
            }
        }
    }

    @Test
    void aQueueThatIsNoRedisIsWrongUsageThatNamesTheSetting() throws Exception {
        settings("queue: {url: 'amqp://:hunter2@host'}");
        Run worker = foldbase("worker");
        assertThat(worker.code()).isEqualTo(2);
        assertThat(worker.err())
                .contains("foldbase.yaml")
                .contains("queue.url: it is database, or redis://")
                .doesNotContain("hunter2");
    }
}
