package org.foldbase.server.cli.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.cli.console.ProgressMeter.Meter;
import org.foldbase.server.shared.Refusal;

/**
 * Sends one file as tus 1.0 says. It goes on after a broken connection, and after this process
 * ended: where the upload is, is kept in a file of the user's state folder until it is whole.
 */
final class ResumableUpload {

    private static final int TRIES = 6;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final ApiClient api;
    private final Catalogue.NewFile asked;
    private final Meter meter;
    private final long size;
    private final Path memory;

    ResumableUpload(ApiClient api, Catalogue.NewFile asked, Meter meter) throws IOException {
        this.api = api;
        this.asked = asked;
        this.meter = meter;
        this.size = Files.size(asked.file());
        this.memory = stateFolder().resolve(fingerprint());
    }

    private static Path stateFolder() {
        String home = Optional.ofNullable(System.getenv("XDG_STATE_HOME")).orElse("");
        Path state =
                home.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(home);
        return state.resolve("foldbase").resolve("uploads");
    }

    /** Another file, or the same after a change, has another one. */
    private String fingerprint() throws IOException {
        String all =
                String.join(
                        "\n",
                        api.server().toString(),
                        asked.file().toRealPath().toString(),
                        Long.toString(size),
                        Files.getLastModifiedTime(asked.file()).toString());
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has it", e);
        }
    }

    /** Sends what is not there yet, and gives the upload's path. */
    String send() throws IOException {
        Optional<String> known = remembered();
        String upload = known.isPresent() ? known.get() : begin();
        long offset = known.isPresent() ? offset(upload) : 0;
        int failures = 0;
        while (offset < size) {
            try {
                offset = append(upload, offset);
                failures = 0;
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                if (++failures == TRIES) {
                    throw new IOException(
                            "the connection to the server broke; give the same command again, and"
                                    + " it goes on where it was",
                            e);
                }
                api.pause(FIRST_WAIT.multipliedBy(1L << (failures - 1)));
                offset = offset(upload);
            }
        }
        Files.deleteIfExists(memory);
        return upload;
    }

    /** An upload that an earlier run began, if the server still has it. */
    private Optional<String> remembered() throws IOException {
        if (!Files.exists(memory)) {
            return Optional.empty();
        }
        String upload = Files.readString(memory).strip();
        try {
            offset(upload);
            return Optional.of(upload);
        } catch (Refusal gone) {
            Files.delete(memory);
            return Optional.empty();
        }
    }

    private String begin() throws IOException {
        Map<String, String> metadata = new HashMap<>();
        metadata.put("filename", asked.name());
        metadata.put("visibility", asked.visibility());
        asked.assembly().ifPresent(it -> metadata.put("assembly", it));
        metadata.put("keepCopy", Boolean.toString(asked.keepCopy()));
        String encoded =
                String.join(
                        ",",
                        metadata.entrySet().stream()
                                .map(it -> it.getKey() + " " + base64(it.getValue()))
                                .toList());
        HttpResponse<String> answer =
                api.send(
                        "POST",
                        "/api/v1/uploads",
                        BodyPublishers.noBody(),
                        Map.of(
                                "Tus-Resumable",
                                "1.0.0",
                                "Upload-Length",
                                Long.toString(size),
                                "Upload-Metadata",
                                encoded));
        String upload =
                URI.create(
                                answer.headers()
                                        .firstValue("Location")
                                        .orElseThrow(() ->
                                                new IOException("the server named no upload")))
                        .getPath();
        Files.createDirectories(memory.getParent());
        Files.writeString(memory, upload);
        return upload;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private long offset(String upload) throws IOException {
        return offset(
                api.send(
                        "HEAD", upload, BodyPublishers.noBody(), Map.of("Tus-Resumable", "1.0.0")));
    }

    private static long offset(HttpResponse<String> answer) throws IOException {
        return answer.headers()
                .firstValueAsLong("Upload-Offset")
                .orElseThrow(() -> new IOException("the server did not say how far it is"));
    }

    private long append(String upload, long offset) throws IOException {
        BodyPublisher body =
                BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> opened(offset)), size - offset);
        return offset(
                api.send(
                        "PATCH",
                        upload,
                        body,
                        Map.of(
                                "Tus-Resumable",
                                "1.0.0",
                                "Content-Type",
                                "application/offset+octet-stream",
                                "Upload-Offset",
                                Long.toString(offset))));
    }

    private InputStream opened(long offset) {
        try {
            InputStream in = Files.newInputStream(asked.file());
            in.skipNBytes(offset);
            return new MeteredStream(in, offset, size, meter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
