package org.foldbase.server.cli.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.shared.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a server's API, and turns what it refuses into its sentence. */
final class ApiClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final URI server;
    private final String token;

    ApiClient(URI server, String token) {
        if (server.getHost() == null || !String.valueOf(server.getScheme()).matches("https?")) {
            throw Refusal.invalid("--server is an address such as https://foldbase.example.org");
        }
        this.server = server;
        this.token = token;
    }

    /** Where it is, for what is remembered of it. */
    URI server() {
        return server;
    }

    JsonNode get(String path) throws IOException {
        return JSON.readTree(send("GET", path, BodyPublishers.noBody(), Map.of()).body());
    }

    JsonNode post(String path, Object body) throws IOException {
        return JSON.readTree(
                send(
                                "POST",
                                path,
                                BodyPublishers.ofString(JSON.writeValueAsString(body)),
                                Map.of("Content-Type", "application/json"))
                        .body());
    }

    /**
     * Sends a request.
     *
     * @throws Refusal the server refuses it
     * @throws IOException the connection breaks, or the server fails
     */
    HttpResponse<String> send(
            String method, String path, BodyPublisher body, Map<String, String> headers)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path))
                        .method(method, body)
                        .header("Authorization", "Bearer " + token);
        headers.forEach(request::header);
        try {
            HttpResponse<String> response =
                    client.send(
                            request.build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() >= 400) {
                throw refusal(response);
            }
            return response;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ConnectException e) {
            throw new DatabaseException(
                    DatabaseException.Kind.UNAVAILABLE,
                    "there is no server at " + server + "; is it running?",
                    e);
        }
    }

    /** Waits before the next try. */
    void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(cause);
        return interrupted;
    }

    private static RuntimeException refusal(HttpResponse<String> response) throws IOException {
        int status = response.statusCode();
        String sentence = "the server answered " + status;
        try {
            sentence = JSON.readTree(response.body()).path("detail").asString(sentence);
        } catch (JacksonException e) {
            // Something between here and the server has answered.
            sentence = sentence + "; is it a Foldbase server?";
        }
        if (status >= 500 && status != Refusal.Kind.NO_ROOM.status()) {
            throw new IOException(sentence);
        }
        String said = sentence;
        return Arrays.stream(Refusal.Kind.values())
                .filter(it -> it.status() == status)
                .findFirst()
                .map(kind -> new Refusal(kind, said))
                .orElseGet(() -> Refusal.conflict(said));
    }

    @Override
    public void close() {
        client.close();
    }
}
