package org.foldbase.server.intake.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Tokens;
import org.foldbase.server.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that sends files as the tus protocol says, and sometimes not as it says. */
final class Sender {

    private static final Duration MOST = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI server;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Sender(TestServer server, Account user) {
        this.server = server.uri();
        this.token =
                server.bean(Tokens.class)
                        .make(
                                TestServer.actor(user),
                                "for a test",
                                TokenScope.WRITE,
                                Duration.ofDays(300))
                        .key();
    }

    HttpResponse<String> send(
            String method, String path, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(MOST)
                        .method(method, body)
                        .header("Authorization", "Bearer " + token)
                        .header("Tus-Resumable", "1.0.0");
        headers.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> send(String method, String path) {
        return send(method, path, BodyPublishers.noBody(), Map.of());
    }

    HttpResponse<String> json(String method, String path, String body) {
        return send(
                method,
                path,
                BodyPublishers.ofString(body),
                Map.of("Content-Type", "application/json"));
    }

    /** Asks for an upload. */
    HttpResponse<String> begin(long length, Map<String, String> metadata) {
        String encoded =
                metadata.entrySet().stream()
                        .map(it ->
                                it.getKey()
                                        + " "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        it.getValue()
                                                                .getBytes(StandardCharsets.UTF_8)))
                        .collect(Collectors.joining(","));
        return send(
                "POST",
                UploadApi.PATH,
                BodyPublishers.noBody(),
                Map.of("Upload-Length", Long.toString(length), "Upload-Metadata", encoded));
    }

    /** Begins an upload, and gives its path. */
    String begun(long length, String name) {
        HttpResponse<String> answer = begin(length, Map.of("filename", name));
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(answer.statusCode() + answer.body()));
    }

    HttpResponse<String> append(String upload, long offset, byte[] bytes) {
        return append(upload, offset, bytes, Map.of());
    }

    HttpResponse<String> append(
            String upload, long offset, byte[] bytes, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Upload-Offset", Long.toString(offset));
        headers.put("Content-Type", "application/offset+octet-stream");
        return send("PATCH", upload, BodyPublishers.ofByteArray(bytes), headers);
    }

    /** Where the server says an upload is; -1 if it says nothing. */
    long offset(String upload) {
        return send("HEAD", upload).headers().firstValueAsLong("Upload-Offset").orElse(-1);
    }

    /** Announces all bytes from an offset on, sends some of them, and leaves the rest open. */
    Socket stall(String upload, byte[] content, int offset, int count) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        String head =
                """
                PATCH %s HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Tus-Resumable: 1.0.0
                Content-Type: application/offset+octet-stream
                Upload-Offset: %d
                Content-Length: %d

                """
                        .formatted(upload, token, offset, content.length - offset);
        OutputStream out = socket.getOutputStream();
        out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(content, offset, count);
        out.flush();
        return socket;
    }

    /** Sends a file the whole way, and waits for its check. */
    JsonNode sent(Path file, String name) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String upload = begun(content.length, name);
        HttpResponse<String> answer = append(upload, 0, content);
        if (answer.statusCode() != 204) {
            throw new AssertionError(answer.statusCode() + answer.body());
        }
        return checked(upload);
    }

    /** What became of an upload, once it is checked. */
    JsonNode checked(String upload) {
        return until(
                upload,
                it -> {
                    String state = it.get("state").asString();
                    return state.equals("READY") || state.equals("FAILED");
                });
    }

    JsonNode until(String path, Predicate<JsonNode> condition) {
        Instant last = Instant.now().plus(MOST);
        while (true) {
            JsonNode answer = get(path);
            if (condition.test(answer)) {
                return answer;
            }
            if (Instant.now().isAfter(last)) {
                throw new AssertionError("still " + answer);
            }
            Thread.onSpinWait();
        }
    }

    JsonNode get(String path) {
        HttpResponse<String> answer = send("GET", path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** The sentence of a refusal. */
    static String sentence(HttpResponse<String> refused) {
        return refused.statusCode() + " " + json(refused).get("detail").asString();
    }

    static byte[] part(byte[] content, int from) {
        return Arrays.copyOfRange(content, from, content.length);
    }

    /** Sends a whole file in one request. */
    HttpResponse<String> post(String query, InputStream content) {
        return send(
                "POST",
                "/api/v1/datasets?" + query,
                BodyPublishers.ofInputStream(() -> content),
                Map.of());
    }
}
