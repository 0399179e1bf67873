package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foldbase.server.cli.Run.foldbase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.foldbase.hic.testing.CoolerBuilder;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Tokens;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandsTest {

    @TempDir Path folder;

    private Path map() throws IOException {
        return CoolerBuilder.map().write(folder).file();
    }

    @Test
    void filesGoToAServerAndAreListedAndRemovedThere() throws IOException {
        try (TestServer server =
                TestServer.start(TestDatabase.SQLITE, folder.resolve("data"), Map.of())) {
            Path token = folder.resolve("token");
            Files.writeString(
                    token,
                    server.bean(Tokens.class)
                            .make(
                                    TestServer.actor(server.user("ada", Role.ANALYST)),
                                    "for a test",
                                    TokenScope.WRITE,
                                    Duration.ofDays(1))
                            .key());
            Object[] there = {"--server", server.uri(), "--token-file", token};
            Path wrong = Files.writeString(folder.resolve("wrong.bed"), "chr1\tx\t5\n");
            Run added =
                    foldbase(
                            "dataset", "add", map(), wrong, there[0], there[1], there[2], there[3]);
            assertThat(added.err()).isEmpty();
            assertThat(added.out().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo("dataset 1 map.cool (READY)"),
                            line ->
                                    assertThat(line)
                                            .startsWith(
                                                    "dataset 2 wrong.bed (FAILED): wrong.bed, line"
                                                            + " 1: "));
            assertThat(added.code()).isEqualTo(ExitCode.BAD_INPUT);
            Run again =
                    foldbase(
                            "dataset",
                            "add",
                            folder.resolve("map.cool"),
                            there[0],
                            there[1],
                            there[2],
                            there[3]);
            assertThat(again.out())
                    .contains("dataset 1 map.cool (READY): The same content is here");
            Run removed = foldbase("dataset", "rm", "2", there[0], there[1], there[2], there[3]);
            assertThat(removed.code()).isEqualTo(ExitCode.DONE);
            Run listed =
                    foldbase("dataset", "list", "--json", there[0], there[1], there[2], there[3]);
            assertThat(listed.out()).contains("\"map.cool\"", "\"ada\"").doesNotContain("wrong");
            Run gone = foldbase("dataset", "rm", "2", there[0], there[1], there[2], there[3]);
            assertThat(gone.err()).isEqualTo("foldbase: There is no dataset 2.\n");
            assertThat(gone.code()).isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void filesGoIntoTheDataDirectoryOfThisMachine() throws IOException {
        Path data = folder.resolve("data");
        foldbase("db", "upgrade", "--data-dir", data);
        foldbase("user", "add", "root", "--admin", "--data-dir", data);
        Run added = foldbase("dataset", "add", map(), "--data-dir", data, "--name", "WT");
        assertThat(added.err()).isEmpty();
        assertThat(added.out())
                .isEqualTo(
                        "dataset 1 WT (CHECKING): it is checked as soon as a server or a worker"
                                + " runs\n");
        Run listed = foldbase("dataset", "list", "--data-dir", data);
        assertThat(listed.out()).contains("WT", "CHECKING", "root");
        Run removed = foldbase("dataset", "rm", "1", "--data-dir", data);
        assertThat(removed.err()).contains("needed by the check of its file");
        assertThat(removed.code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aServerThatIsNotThereAndAFileThatIsNotThereAreSaid() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "x");
        Run away =
                foldbase(
                        "dataset", "list", "--server", "http://127.0.0.1:1", "--token-file", token);
        assertThat(away.code()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(away.err()).contains("there is no server at http://127.0.0.1:1");
        Run missing =
                foldbase(
                        "dataset",
                        "add",
                        folder.resolve("missing.bed"),
                        "--server",
                        "http://127.0.0.1:1",
                        "--token-file",
                        token);
        assertThat(missing.code()).isEqualTo(ExitCode.BAD_INPUT);
    }
}
