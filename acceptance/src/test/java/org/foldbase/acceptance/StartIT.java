package org.foldbase.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server begins and ends. */
class StartIT {

    @Test
    void anEmptyDataDirectoryBecomesOneOfProd(@TempDir Path folder) throws Exception {
        Process serve =
                RunningServer.launch(
                        Map.of(), "serve", "--data-dir", folder.toString(), "--port", "0");
        URI server = RunningServer.whereItIs(serve);
        assertThat(get(server.resolve("/actuator/health"))).contains("\"status\":\"UP\"");
        assertThat(get(server.resolve("/"))).doesNotContain("not the production database");
        // A process that is destroyed takes its streams with it, one that is signalled does not.
        serve.toHandle().destroy();
        String rest = serve.inputReader(StandardCharsets.UTF_8).readAllAsString();
        assertThat(rest).contains("Choose the password of admin", "/sign-in/once?key=");
        assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isZero();
        assertThat(folder.resolve("foldbase.yaml")).content().contains("environment: prod");
        assertThat(folder.resolve("prod/foldbase.db")).exists();
    }

    @Test
    void aTakenPortIsSaidInOneSentence(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            requireRefused(
                    4,
                    "port " + taken.getLocalPort() + " on 127.0.0.1 is taken",
                    folder,
                    "--port=" + taken.getLocalPort());
        }
    }

    @Test
    void anAddressThatOthersReachIsRefusedInTheClear(@TempDir Path folder) throws Exception {
        requireRefused(2, "passwords would cross the network", folder, "--host=0.0.0.0");
    }

    private static void requireRefused(int code, String sentence, Path folder, String option)
            throws Exception {
        Path err = folder.resolve("stderr");
        Process serve =
                new ProcessBuilder(
                                RunningServer.HOME.resolve("foldbase").toString(),
                                "serve",
                                "--data-dir=" + folder.resolve("data"),
                                option)
                        .redirectError(err.toFile())
                        .start();
        assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(err)).contains("foldbase: ", sentence).doesNotContain("\tat ");
        assertThat(serve.exitValue()).isEqualTo(code);
    }

    private static String get(URI address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
