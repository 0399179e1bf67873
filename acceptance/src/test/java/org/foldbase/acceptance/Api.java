package org.foldbase.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that uses the API with a token. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningServer server;
    private final String token;

    Api(RunningServer server, String token) {
        this.server = server;
        this.token = token;
    }

    /** Any request; what the server answers is not judged. */
    HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.at(path)))
                        .method(method, body)
                        .header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return json(send("GET", path, BodyPublishers.noBody()));
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return json(
                send(
                        "POST",
                        path,
                        BodyPublishers.ofString(JSON.writeValueAsString(body)),
                        "Content-Type",
                        "application/json"));
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as("%s: %s", answer.uri(), body).isLessThan(400);
        return body.isEmpty() ? JSON.nullNode() : JSON.readTree(body);
    }

    /** Uploads a file and waits until it is checked, whatever comes of it. */
    JsonNode upload(Path file) throws IOException, InterruptedException {
        String name = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
        JsonNode dataset =
                json(
                        send(
                                "POST",
                                "/api/v1/datasets?name=" + name,
                                BodyPublishers.ofFile(file),
                                "Content-Type",
                                "application/octet-stream"));
        return settled("/api/v1/datasets/" + dataset.get("id").asLong());
    }

    /** Asks for a pileup and waits until it is computed. */
    JsonNode pileup(long map, long regions, int windowSizeBp, int binSizeBp, String valueType)
            throws IOException, InterruptedException {
        JsonNode made =
                post(
                        "/api/v1/pileups",
                        Map.of(
                                "maps", List.of(map),
                                "regionSets", List.of(regions),
                                "windowSizesBp", List.of(windowSizeBp),
                                "binSizesBp", List.of(binSizeBp),
                                "valueTypes", List.of(valueType)));
        return settled("/api/v1/pileups/" + made.get("pileups").get(0).asLong());
    }

    /** Waits until a dataset or pileup is READY or can't be. */
    private JsonNode settled(String path) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode now = get(path);
            if (List.of("READY", "FAILED", "CANCELLED").contains(now.get("state").asString())) {
                return now;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError(path + " is not ready after " + PATIENCE);
    }
}
