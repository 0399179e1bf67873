package org.foldbase.server.intake.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.Tokens;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class UploadsTest {

    private static final byte[] REGIONS =
            "chr1\t100\t200\nchr1\t300\t400\nchr2\t1\t2\n"
                    .repeat(9_000)
                    .getBytes(StandardCharsets.US_ASCII);

    @TempDir static Path dataDir;

    private static TestServer server;
    private static Account ada;
    private static Sender sender;

    @BeforeAll
    static void start() {
        server =
                TestServer.start(
                        TestDatabase.SQLITE,
                        dataDir,
                        Map.of(
                                Setting.UPLOAD_MAX_SIZE, "900000 TB",
                                Setting.UPLOAD_QUOTA, "900000 TB"));
        ada = server.user("ada", Role.ANALYST);
        sender = new Sender(server, ada);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aServerSaysWhatItsUploadsCan() {
        HttpResponse<String> answer = sender.send("OPTIONS", UploadApi.PATH);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Tus-Version")).contains("1.0.0");
        assertThat(answer.headers().firstValue("Tus-Extension").orElseThrow().split(","))
                .contains("creation", "termination", "expiration", "checksum")
                .doesNotContain("concatenation", "download");
        assertThat(answer.headers().firstValue("Tus-Max-Size")).isPresent();
    }

    @Test
    void anUploadThatWasCutGoesOnWhereItWas() throws IOException {
        String upload = sender.begun(REGIONS.length, "cut.bed");
        sender.stall(upload, REGIONS, 0, 70_000).close();
        long offset = offsetOnceAtLeast(upload, 70_000);
        assertThat(offset).isEqualTo(70_000);
        HttpResponse<String> answer =
                sender.append(upload, offset, Sender.part(REGIONS, (int) offset));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Upload-Offset"))
                .contains(Long.toString(REGIONS.length));
        JsonNode became = sender.checked(upload);
        long dataset = became.get("datasetId").asLong();
        HttpResponse<String> file = sender.send("GET", "/api/v1/datasets/" + dataset + "/file");
        assertThat(file.body()).isEqualTo(new String(REGIONS, StandardCharsets.US_ASCII));
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("cut.bed");
    }

    private long offsetOnceAtLeast(String upload, long least) {
        return sender.until(upload, it -> it.get("offset").asLong() >= least)
                .get("offset")
                .asLong();
    }

    @Test
    void aClientThatComesBackDoesNotWaitForItsOldConnection() throws IOException {
        String upload = sender.begun(REGIONS.length, "stalled.bed");
        try (Socket stalled = sender.stall(upload, REGIONS, 0, 262_144)) {
            offsetOnceAtLeast(upload, 262_144);
            assertThat(sender.append(upload, 262_144, Sender.part(REGIONS, 262_144)).statusCode())
                    .isEqualTo(204);
            assertThat(sender.offset(upload)).isEqualTo(REGIONS.length);
            assertThat(stalled.isClosed()).isFalse();
        }
    }

    @Test
    void bytesAtTheWrongOffsetAreRefused() {
        String upload = sender.begun(REGIONS.length, "offset.bed");
        assertThat(sender.append(upload, 5, new byte[10]).statusCode()).isEqualTo(409);
        assertThat(sender.offset(upload)).isZero();
    }

    @Test
    void bytesWithAWrongChecksumAreForgotten() {
        String upload = sender.begun(REGIONS.length, "checksum.bed");
        HttpResponse<String> answer =
                sender.append(
                        upload,
                        0,
                        REGIONS,
                        Map.of("Upload-Checksum", "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0="));
        assertThat(answer.statusCode()).isEqualTo(460);
        assertThat(sender.offset(upload)).isZero();
        assertThat(sender.append(upload, 0, REGIONS).statusCode()).isEqualTo(204);
    }

    @Test
    void anUploadThatIsEndedIsGone() {
        String upload = sender.begun(REGIONS.length, "ended.bed");
        sender.append(upload, 0, new byte[10]);
        assertThat(sender.send("DELETE", upload).statusCode()).isEqualTo(204);
        assertThat(sender.send("HEAD", upload).statusCode()).isEqualTo(404);
        assertThat(filesOf(upload)).isEmpty();
    }

    @Test
    void anUploadIsThereForItsOwnerOnly() {
        String upload = sender.begun(REGIONS.length, "mine.bed");
        for (Role role : Role.values()) {
            Sender other = new Sender(server, server.user("other-" + role, role));
            for (String method : new String[] {"HEAD", "GET", "DELETE"}) {
                assertThat(other.send(method, upload).statusCode())
                        .as(method + " by another " + role)
                        .isEqualTo(role == Role.VIEWER ? 403 : 404);
            }
            assertThat(other.append(upload, 0, new byte[10]).statusCode())
                    .isEqualTo(role == Role.VIEWER ? 403 : 404);
        }
        assertThat(sender.offset(upload)).isZero();
    }

    @Test
    void anUploadOutlivesTheSignInItWasBegunWith() {
        Sender before = new Sender(server, ada);
        String upload = before.begun(REGIONS.length, "long.bed");
        before.append(upload, 0, Arrays.copyOf(REGIONS, 1000));
        Tokens tokens = server.bean(Tokens.class);
        Actor actor = TestServer.actor(ada);
        tokens.list(actor).forEach(it -> tokens.revoke(actor, it.id()));
        assertThat(before.append(upload, 1000, Sender.part(REGIONS, 1000)).statusCode())
                .isEqualTo(401);
        sender = new Sender(server, ada);
        assertThat(sender.offset(upload)).isEqualTo(1000);
        assertThat(sender.append(upload, 1000, Sender.part(REGIONS, 1000)).statusCode())
                .isEqualTo(204);
    }

    @Test
    void aViewerUploadsNothing() {
        Sender viewer = new Sender(server, server.user("vera", Role.VIEWER));
        assertThat(viewer.begin(10, Map.of("filename", "x")).statusCode()).isEqualTo(403);
    }

    @Test
    void anUploadThatNobodyGoesOnWithExpires() {
        try (TestServer other =
                TestServer.start(
                        TestDatabase.SQLITE,
                        dataDir.resolve("expiring"),
                        Map.of(Setting.UPLOAD_EXPIRY, "2"))) {
            Sender slow = new Sender(other, other.user("slow", Role.ANALYST));
            String upload = slow.begun(REGIONS.length, "slow.bed");
            other.pass(Duration.ofMinutes(90));
            assertThat(slow.append(upload, 0, new byte[10]).statusCode()).isEqualTo(204);
            other.pass(Duration.ofMinutes(90));
            assertThat(slow.offset(upload)).isEqualTo(10);
            other.pass(Duration.ofMinutes(31));
            assertThat(slow.send("GET", upload).statusCode()).isEqualTo(410);
        }
    }

    @Test
    void namesLeadNowhere() throws IOException {
        String long300 = "n".repeat(296) + ".bed";
        for (String name : new String[] {"../../etc/passwd", long300, "a\u0000b\n.bed", "..", ""}) {
            HttpResponse<String> begun = sender.begin(5, Map.of("filename", name));
            String upload = begun.headers().firstValue("Location").orElseThrow();
            assertThat(sender.get(upload).get("name").asString())
                    .hasSizeLessThanOrEqualTo(200)
                    .doesNotContain("/", "\n")
                    .isNotBlank();
        }
        assertThat(dataDir.resolve("etc")).doesNotExist();
        assertThat(sender.get(sender.begun(5, "../../etc/passwd")).get("name").asString())
                .isEqualTo("passwd");
        assertThat(sender.get(sender.begun(5, long300)).get("name").asString())
                .startsWith("nnn")
                .endsWith("n.bed");
    }

    @Test
    void aFileThatTheDiskCantHoldIsRefusedBeforeItIsSent() {
        HttpResponse<String> answer =
                sender.begin(800_000_000_000_000_000L, Map.of("filename", "huge.mcool"));
        assertThat(Sender.sentence(answer)).startsWith("507 The server's disk is too full");
    }

    @Test
    void aFileBeyondTheLimitsIsRefusedBeforeItIsSent() {
        try (TestServer other =
                TestServer.start(
                        TestDatabase.SQLITE,
                        dataDir.resolve("limits"),
                        Map.of(
                                Setting.UPLOAD_MAX_SIZE, "1 MB",
                                Setting.UPLOAD_QUOTA, "1500 KB"))) {
            Sender small = new Sender(other, other.user("small", Role.ANALYST));
            assertThat(Sender.sentence(small.begin(1_000_001, Map.of())))
                    .isEqualTo("413 The file has 1.0 MB; this server takes files of up to 1.0 MB.");
            small.begun(1_000_000, "first");
            assertThat(Sender.sentence(small.begin(600_000, Map.of())))
                    .isEqualTo(
                            "507 The file has 600.0 kB, but of your quota of 1.5 MB only 500.0 kB"
                                    + " are left; delete what you no longer need.");
            // Nobody says beforehand how long it is.
            HttpResponse<String> streamed =
                    small.post("name=x.bed", new ByteArrayInputStream(new byte[600_000]));
            assertThat(streamed.statusCode()).isEqualTo(507);
            assertThat(new Sender(other, other.user("another", Role.ANALYST)).begun(900_000, "x"))
                    .isNotEmpty();
        }
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThat(Sender.sentence(sender.begin(0, Map.of("filename", "empty.bed"))))
                .isEqualTo("400 The file is empty.");
    }

    @Test
    void aFileComesInOneRequest() {
        HttpResponse<String> answer =
                sender.post("name=one.bed", new ByteArrayInputStream(REGIONS));
        assertThat(answer.statusCode()).isEqualTo(202);
        String dataset = answer.headers().firstValue("Location").orElseThrow();
        assertThat(sender.checked(dataset).get("name").asString()).isEqualTo("one.bed");
        assertThat(dataset).endsWith("/" + Sender.json(answer).get("id").asLong());
    }

    @Test
    void aFormIsNotTakenForAFile() {
        HttpResponse<String> answer =
                sender.send(
                        "POST",
                        "/api/v1/datasets?name=x.bed",
                        BodyPublishers.ofByteArray(REGIONS),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    private static List<Path> filesOf(String upload) {
        String id = upload.substring(upload.lastIndexOf('/') + 1);
        try (Stream<Path> all = Files.walk(dataDir.resolve("files"))) {
            return all.filter(it -> it.toString().contains(id)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
