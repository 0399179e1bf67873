package org.foldbase.server.cli.dataset;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.cli.console.ProgressMeter.Meter;
import tools.jackson.databind.JsonNode;

/** The datasets of a server, through its API. */
final class RemoteCatalogue implements Catalogue, AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int PAGE_SIZE = 500;

    private final ApiClient api;

    RemoteCatalogue(URI server, String token) {
        this.api = new ApiClient(server, token);
    }

    @Override
    public Added add(NewFile asked, boolean wait, Meter meter) throws IOException {
        if (asked.byReference()) {
            return imported(asked, wait);
        }
        String upload = new ResumableUpload(api, asked, meter).send();
        JsonNode became = api.get(upload);
        while (wait && isGoingOn(became)) {
            api.pause(BETWEEN_LOOKS);
            became = api.get(upload);
        }
        return added(became.path("datasetId").asLong(), became);
    }

    private Added imported(NewFile asked, boolean wait) throws IOException {
        Map<String, Object> request = new HashMap<>();
        request.put("path", asked.file().toString());
        request.put("byReference", true);
        request.put("name", asked.name());
        request.put("visibility", asked.visibility());
        asked.assembly().ifPresent(it -> request.put("assembly", it));
        request.put("keepCopy", asked.keepCopy());
        long id = api.post("/api/v1/imports", request).path("datasetId").asLong();
        JsonNode dataset = api.get("/api/v1/datasets/" + id);
        while (wait && isGoingOn(dataset)) {
            api.pause(BETWEEN_LOOKS);
            dataset = api.get("/api/v1/datasets/" + id);
        }
        return added(id, dataset);
    }

    private static boolean isGoingOn(JsonNode dataset) {
        String state = dataset.path("state").asString("");
        return state.equals("CHECKING") || state.equals("UPLOADING");
    }

    private static Added added(long id, JsonNode became) {
        return new Added(
                id,
                became.path("state").asString(""),
                became.path("failure").asString(became.path("note").asString("")));
    }

    @Override
    public List<Line> list(Optional<String> text) throws IOException {
        String query =
                text.map(it -> "&q=" + URLEncoder.encode(it, StandardCharsets.UTF_8)).orElse("");
        List<Line> lines = new ArrayList<>();
        JsonNode page;
        int number = 0;
        do {
            page = api.get("/api/v1/datasets?size=" + PAGE_SIZE + "&page=" + ++number + query);
            page.get("rows").valueStream().map(RemoteCatalogue::line).forEach(lines::add);
        } while (lines.size() < page.get("total").asLong() && !page.get("rows").isEmpty());
        return lines;
    }

    private static Line line(JsonNode dataset) {
        return new Line(
                dataset.get("id").asLong(),
                dataset.get("name").asString(),
                dataset.path("type").asString(""),
                dataset.path("assembly").asString(""),
                dataset.get("state").asString(),
                dataset.path("owner").asString(""));
    }

    @Override
    public void remove(long id, boolean withUses) throws IOException {
        api.send(
                "DELETE",
                "/api/v1/datasets/" + id + "?withUses=" + withUses,
                BodyPublishers.noBody(),
                Map.of());
    }

    @Override
    public void close() {
        api.close();
    }
}
