package org.foldbase.server.intake.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.foldbase.hic.testing.CoolerBuilder;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Role;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.testing.Caller;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PagesTest {

    @TempDir static Path folder;

    private static TestServer server;
    private static Caller browser;
    private static Sender sender;
    private static JsonNode map;

    @BeforeAll
    static void start() throws IOException {
        Path labs = Files.createDirectories(folder.resolve("labs"));
        server =
                TestServer.start(
                        TestDatabase.SQLITE,
                        folder.resolve("data"),
                        Map.of(Setting.IMPORT_ROOTS, labs.toString()));
        Account mia = server.user("mia", Role.MAINTAINER);
        browser = server.browserOf(mia);
        sender = new Sender(server, mia);
        Path file = CoolerBuilder.map().resolutions(20_000).write(folder).file();
        map = sender.sent(file, "WT <b>rep 1</b>.mcool");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String page(String path) {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void theListShowsDatasetsWithTheirNamesAsText() {
        assertThat(page("/datasets?sort=name&q=rep"))
                .contains("WT &lt;b>rep 1&lt;/b>.mcool", "Contact map", "Ready", "mia")
                .contains("aria-sort=\"ascending\"");
    }

    @Test
    void aListOfNothingSaysWhatToDo() {
        assertThat(page("/datasets?q=nothing-like-it")).contains("Nothing fits", "Show all");
        assertThat(server.browserOf(server.user("new", Role.ANALYST)).get("/datasets").body())
                .contains("No dataset yet", "Upload files");
    }

    @Test
    void aQueryThatMakesNoSenseIsRefused() {
        for (String query :
                new String[] {"sort=colour", "page=0", "size=501", "type=x", "owner=me"}) {
            assertThat(browser.get("/datasets?" + query).statusCode()).as(query).isEqualTo(400);
        }
    }

    @Test
    void theDatasetsPageTellsResolutionsWeightsAndChromosomes() {
        assertThat(page("/datasets/" + map.get("datasetId").asLong()))
                .contains("10 kb", "20 kb", "weight", "chr1", "1,000,000 bp", "Nowhere yet");
    }

    @Test
    void aDatasetIsEditedAndASecondEditorIsTold() {
        String path = "/datasets/" + map.get("datasetId").asLong();
        String version = sender.get("/api/v1" + path).get("version").asString();
        Map<String, String> fields =
                Map.of(
                        "name",
                        "WT <b>rep 1</b>.mcool",
                        "visibility",
                        "private",
                        "cellType",
                        "HeLa",
                        "version",
                        version);
        assertThat(browser.post(path, fields).statusCode()).isEqualTo(302);
        assertThat(page(path)).contains("HeLa");
        assertThat(browser.post(path, fields).statusCode()).isEqualTo(409);
    }

    @Test
    void manyAreSharedAndDeletedAtOnce() throws IOException {
        Path file = CoolerBuilder.map().seed(9).name("nine").write(folder).file();
        String id = sender.sent(file, "nine.cool").get("datasetId").asString();
        assertThat(browser.post("/datasets", Map.of("id", id, "action", "shared")).statusCode())
                .isEqualTo(302);
        assertThat(sender.get("/api/v1/datasets/" + id).get("visibility").asString())
                .isEqualTo("SHARED");
        assertThat(browser.post("/datasets", Map.of("id", id, "action", "delete")).statusCode())
                .isEqualTo(302);
        assertThat(sender.send("GET", "/api/v1/datasets/" + id).statusCode()).isEqualTo(404);
        assertThat(folder.resolve("data/trash"))
                .isDirectoryRecursivelyContaining("glob:**/file.dat");
        assertThat(browser.post("/datasets", Map.of("action", "delete")).body())
                .contains("Choose datasets first.");
    }

    @Test
    void theUploadPageIsThereForThoseWhoMayUpload() {
        assertThat(page("/upload")).contains("Drop files here", "vendor/tus.min.js", "upload.js");
        assertThat(server.browserOf(server.user("vera", Role.VIEWER)).get("/upload").statusCode())
                .isEqualTo(403);
    }

    @Test
    void importingAsksForAPathInTheListedFolders() throws IOException {
        assertThat(page("/datasets/import")).contains(folder.resolve("labs").toString());
        HttpResponse<String> refused =
                browser.post("/datasets/import", Map.of("path", "/etc/passwd"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("There is no readable file /etc/passwd");
        Path file = CoolerBuilder.map().seed(5).name("five").write(folder.resolve("labs")).file();
        HttpResponse<String> imported =
                browser.post("/datasets/import", Map.of("path", file.toString()));
        assertThat(imported.statusCode()).isEqualTo(302);
        String path = imported.headers().firstValue("Location").orElseThrow();
        String dataset = path.substring(path.indexOf("/datasets"));
        sender.checked("/api/v1" + dataset);
        assertThat(page(dataset + "/state")).contains("Ready");
        assertThat(page(dataset)).contains("Where it was on the server's disk");
    }
}
