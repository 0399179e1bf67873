package org.foldbase.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.foldbase.server.sample.SyntheticGenome;
import org.foldbase.server.sample.SyntheticGenome.GenomeFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fills a server through its API, as any program could. */
final class DemoData {

    private static final long SEED = 1;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    private final String token;

    /**
     * @param server where it is
     * @param token of the API
     */
    DemoData(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /**
     * Makes a genome in a folder, uploads it, and computes its pileups, unless all that is done.
     *
     * @return the pileup of the loops
     */
    long fill(Path folder) throws IOException, InterruptedException {
        GenomeFiles files = SyntheticGenome.write(folder, SEED);
        long map = upload(files.map());
        await("/api/v1/datasets/" + map, "READY");
        long boundaries = upload(files.boundaries());
        long loops = upload(files.loops());
        await("/api/v1/datasets/" + boundaries, "READY");
        await("/api/v1/datasets/" + loops, "READY");
        List<Long> around = submit(map, boundaries, 200_000);
        List<Long> between = submit(map, loops, 100_000);
        for (Long pileup : around) {
            await("/api/v1/pileups/" + pileup, "READY");
        }
        for (Long pileup : between) {
            await("/api/v1/pileups/" + pileup, "READY");
        }
        return between.getFirst();
    }

    /** Looks at a page. */
    String look(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve(path)));
    }

    /** The dataset that a file is, whether it is there already or not. */
    private long upload(Path file) throws IOException, InterruptedException {
        String name = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
        return post(
                        "/api/v1/datasets?name=" + name,
                        BodyPublishers.ofFile(file),
                        "application/octet-stream")
                .get("id")
                .asLong();
    }

    private List<Long> submit(long map, long regions, int windowSizeBp)
            throws IOException, InterruptedException {
        Map<String, Object> request =
                Map.of(
                        "maps", List.of(map),
                        "regionSets", List.of(regions),
                        "windowSizesBp", List.of(windowSizeBp),
                        "binSizesBp", List.of(10_000),
                        "valueTypes", List.of("OBS_EXP"));
        JsonNode made =
                post(
                        "/api/v1/pileups",
                        BodyPublishers.ofString(JSON.writeValueAsString(request)),
                        "application/json");
        return made.get("pileups").valueStream().map(JsonNode::asLong).toList();
    }

    /** Waits until something is in a state. */
    private void await(String path, String state) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode now = get(path);
            String is = now.get("state").asString();
            if (is.equals(state)) {
                return;
            }
            if (is.equals("FAILED") || is.equals("CANCELLED")) {
                throw new IOException(
                        "%s %s: %s".formatted(path, is, now.path("failure").asString("")));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        throw new IOException(
                "%s is not %s after %d s".formatted(path, state, PATIENCE.toSeconds()));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(server.resolve(path)));
    }

    private JsonNode post(String path, BodyPublisher body, String type)
            throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", type)
                        .POST(body));
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return JSON.readTree(send(request));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(
                        request.header("Authorization", "Bearer " + token).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() >= 400) {
            throw new IOException(
                    "%s: %d %s".formatted(response.uri(), response.statusCode(), response.body()));
        }
        return response.body();
    }
}
