package org.foldbase.server.pileup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.pileup.PileupOptions;
import org.foldbase.hic.pileup.PileupResult;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.foldbase.server.access.Account;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Role;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Tokens;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.pileup.FinishedPileup;
import org.foldbase.server.pileup.PileupFiles;
import org.foldbase.server.pileup.PileupRegionService;
import org.foldbase.server.pileup.PileupRegionView;
import org.foldbase.server.pileup.PileupReport;
import org.foldbase.server.pileup.PileupView;
import org.foldbase.server.pileup.PileupView.State;
import org.foldbase.server.pileup.ValueType;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.testing.Caller;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComputeTest {

    private static final int WINDOW_BP = 100_000;

    @TempDir private Path dir;

    private Path map(long seed) throws IOException {
        return CoolerBuilder.map().seed(seed).resolutions(20_000).name("map").write(dir).file();
    }

    private Path bed() throws IOException {
        return BedBuilder.bed()
                .chrom("chr1", 1_000_000)
                .region("chr9", 1000, 2000)
                .random(30)
                .name("a")
                .write(dir)
                .file();
    }

    private static long submit(Bench bench, Actor actor, long map, long regions, ValueType type) {
        return bench.pileups()
                .submit(
                        actor,
                        Bench.request(map, regions, List.of(WINDOW_BP), List.of(10_000), type))
                .pileups()
                .getFirst();
    }

    private static PileupReport kernelsReport(Path mapFile, Path bedFile) throws IOException {
        try (CoolerFile file = CoolerFile.open(mapFile)) {
            ContactMap map = file.map(10_000);
            RegionFile regions = RegionFile.read(bedFile, RegionFile.ReadOptions.defaults());
            PileupOptions options =
                    PileupOptions.flank(WINDOW_BP)
                            .valueType(org.foldbase.hic.pileup.ValueType.OBS_EXP)
                            .build();
            PileupResult result =
                    org.foldbase.hic.pileup.Pileup.of(map, regions, options, ScanProgress.NONE);
            return PileupReport.of(
                    source(mapFile),
                    map,
                    source(bedFile),
                    regions,
                    Optional.empty(),
                    options,
                    result);
        }
    }

    private static PileupReport.Source source(Path file) throws IOException {
        return new PileupReport.Source(String.valueOf(file.getFileName()), FileRoot.sha256(file));
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void theServersAnswerIsTheKernelsAndItsExportsAreTheCommandsFiles(TestDatabase database)
            throws Exception {
        TestServer server = TestServer.on(database);
        Bench bench = new Bench(server);
        Account account = bench.user(Role.ANALYST);
        Actor me = TestServer.actor(account);
        Path mapFile = map(database.name().length());
        Path bedFile = bed();
        long map = bench.map(me, mapFile, Visibility.PRIVATE);
        long regions = bench.regions(me, bedFile, map);

        long id = submit(bench, me, map, regions, ValueType.OBS_EXP);
        PileupView view = bench.ended(me, id);

        assertThat(view.failure()).isEmpty();
        assertThat(view.state()).isEqualTo(State.READY);
        PileupReport report = kernelsReport(mapFile, bedFile);
        FinishedPileup finished = bench.pileups().result(me, id);
        assertThat(finished.values()).isEqualTo(report.result().values());
        assertThat(finished.finiteCounts()).isEqualTo(report.result().finiteCounts());
        assertThat(finished.dropped()).isEqualTo(report.result().regions().dropped());
        assertThat(view.windowsUsed()).hasValue(report.result().regions().kept());

        Path prefix = dir.resolve("x");
        PileupFiles.write(prefix, report);
        Program program = new Program(server, me);
        String api = "/api/v1/pileups/" + id;
        for (String format : List.of("png", "svg", "tsv", "npy", "json")) {
            assertThat(program.get(api + "/export." + format).body())
                    .as(format)
                    .isEqualTo(Files.readAllBytes(dir.resolve("x." + format)));
        }
        HttpResponse<byte[]> matrix = program.get(api + "/matrix");
        assertThat(floats(matrix.body())).isEqualTo(asFloats(report.result().values()));
        assertThat(matrix.headers().firstValue("X-Foldbase-Side")).hasValue("21");
        assertThat(matrix.headers().firstValue("X-Foldbase-Bin-Size-Bp")).hasValue("10000");
        String tag = matrix.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).startsWith("\"");
        assertThat(program.get(api + "/matrix", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(program.get(api + "/counts", "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(integers(program.get(api + "/counts").body()))
                .isEqualTo(
                        Arrays.stream(report.result().finiteCounts())
                                .mapToInt(it -> (int) it)
                                .toArray());
        assertThat(program.get(api + "/export.exe").statusCode()).isEqualTo(404);
        assertThat(
                        bench.pileups()
                                .plan(
                                        me,
                                        Bench.request(
                                                map,
                                                regions,
                                                List.of(WINDOW_BP),
                                                List.of(10_000),
                                                ValueType.OBS_EXP))
                                .computed())
                .hasSize(1);
        pagesShowIt(server.browserOf(account), id, map, regions);
    }

    private static void pagesShowIt(Caller browser, long id, long map, long regions) {
        HttpResponse<String> figure = browser.get("/pileups/" + id);
        assertThat(figure.statusCode()).isEqualTo(200);
        assertThat(figure.body())
                .contains("data-heatmap", "data-scale=\"diverging\"", "map.mcool over a.bed")
                .contains("on a chromosome that the map does not have")
                .doesNotContain("style=\"");
        assertThat(browser.get("/pileups").body()).contains("/pileups/" + id);
        assertThat(browser.get("/pileups/new").statusCode()).isEqualTo(200);
        HttpResponse<String> grid =
                browser.get("/pileups/new?map=" + map + "&regionSet=" + regions);
        assertThat(grid.statusCode()).isEqualTo(200);
        assertThat(grid.body()).contains("1 task").contains("id=\"bin-20000\"");
        assertThat(browser.get("/pileups/999999").statusCode()).isEqualTo(404);
        assertThat(browser.get("/api/v1/pileups/" + id + "/thumbnail.png").statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/api/v1/colour-maps").body()).contains("\"diverging\":[");
    }

    @Test
    void theSameContentInAnotherDatasetIsNotComputedAgain() throws Exception {
        Bench bench = new Bench(TestServer.on(TestDatabase.SQLITE));
        Actor me = bench.analyst();
        Actor you = bench.analyst();
        Path mapFile = map(77);
        long map = bench.map(me, mapFile, Visibility.PRIVATE);
        long regions = bench.regions(me, bed(), map);
        long first = submit(bench, me, map, regions, ValueType.RAW);
        assertThat(bench.ended(me, first).state()).isEqualTo(State.READY);
        Path renamed = Files.copy(mapFile, dir.resolve("yours.mcool"));
        long yours = bench.map(you, renamed, Visibility.PRIVATE);
        Files.writeString(bench.fileOf(yours), "no map any more, so that computing would fail");

        long second = submit(bench, you, yours, regions, ValueType.RAW);

        assertThat(bench.ended(you, second).failure()).isEmpty();
        assertThat(second).isNotEqualTo(first);
        FinishedPileup finished = bench.pileups().result(you, second);
        assertThat(finished.values()).isEqualTo(bench.pileups().result(me, first).values());
        assertThat(finished.provenance()).containsEntry("map", "yours.mcool::/resolutions/10000");
    }

    @Test
    void aFileThatIsNotThereFailsWithOneSentenceAndCanBeTriedAgain() throws Exception {
        Bench bench = new Bench(TestServer.on(TestDatabase.SQLITE));
        Actor me = bench.analyst();
        Path mapFile = map(78);
        long map = bench.map(me, mapFile, Visibility.PRIVATE);
        long regions = bench.regions(me, bed(), map);
        Files.delete(bench.fileOf(map));

        long id = submit(bench, me, map, regions, ValueType.RAW);

        PileupView failed = bench.ended(me, id);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure()).hasValue("The file of 'map.mcool' is not there.");
        assertThatThrownBy(() -> bench.pileups().result(me, id))
                .hasMessage("Pileup " + id + " is not computed yet.");
        bench.pileups().retry(me, id);
        assertThat(bench.ended(me, id).state()).isEqualTo(State.FAILED);
    }

    @Test
    void whereNoRegionIsLeftTheSentenceSaysWhatBecameOfThem() throws Exception {
        Bench bench = new Bench(TestServer.on(TestDatabase.SQLITE));
        Actor me = bench.analyst();
        long map = bench.map(me, map(79), Visibility.PRIVATE);
        Path far =
                BedBuilder.bed()
                        .region("chr1", 0, 100)
                        .region("chr9", 5, 9)
                        .name("far")
                        .write(dir)
                        .file();
        long regions = bench.regions(me, far, map);

        long id = submit(bench, me, map, regions, ValueType.RAW);

        assertThat(bench.ended(me, id).failure())
                .hasValue(
                        "“far.bed”: nothing is left to average of 2 regions: 1 on a chromosome that"
                                + " the map does not have, 1 with a window over the edge of the view"
                                + " region (chr9)");
    }

    @Test
    void aDeletedPileupsFilesAreInTheTrash() throws Exception {
        TestServer server = TestServer.on(TestDatabase.SQLITE);
        Bench bench = new Bench(server);
        Actor me = bench.analyst();
        long map = bench.map(me, map(80), Visibility.PRIVATE);
        long regions = bench.regions(me, bed(), map);
        long id = submit(bench, me, map, regions, ValueType.RAW);
        bench.ended(me, id);
        Path folder = server.bean(FileRoot.class).folder();
        assertThat(folder.resolve("pileups/" + id)).isDirectoryContaining("glob:**.npy");

        bench.pileups().delete(me, id);

        assertThat(folder.resolve("pileups/" + id)).doesNotExist();
        assertThat(folder.resolve("../../trash").normalize())
                .isDirectoryRecursivelyContaining("glob:**/pileups/" + id + "/*.json");
    }

    @Test
    void theWindowsOfAPileupRegionAreWrittenAndCounted() throws Exception {
        TestServer server = TestServer.on(TestDatabase.SQLITE);
        Bench bench = new Bench(server);
        Actor me = bench.analyst();
        long map = bench.map(me, map(81), Visibility.PRIVATE);
        Path bed =
                BedBuilder.bed()
                        .region("chr1", 500_000, 500_100)
                        .region("chr1", 10, 20)
                        .region("chr2", 300_000, 300_001)
                        .name("three")
                        .write(dir)
                        .file();
        long regions = bench.regions(me, bed, map);
        PileupRegionService service = server.bean(PileupRegionService.class);

        long id = service.make(me, regions, WINDOW_BP).id();
        Bench.await(() -> service.find(me, id).regionsKept().isPresent());

        PileupRegionView view = service.find(me, id);
        assertThat(view.regionsKept()).hasValue(2);
        assertThat(view.regionsDropped()).hasValue(1);
        assertThat(service.make(me, regions, WINDOW_BP).id()).isEqualTo(id);
        assertThat(Files.readAllLines(service.file(me, id)))
                .containsExactly(
                        "chr1\t400050\t600050\tchr1\t400050\t600050\t1",
                        "chr2\t200000\t400000\tchr2\t200000\t400000\t3");
    }

    @Test
    void whatMakesNoSenseIsRefusedInASentence() throws Exception {
        TestServer server = TestServer.on(TestDatabase.SQLITE);
        Bench bench = new Bench(server);
        Account account = bench.user(Role.ANALYST);
        Caller program = server.programOf(account, TokenScope.WRITE);

        HttpResponse<String> empty = program.json("POST", "/api/v1/pileups/plan", "{}");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).contains("Choose a contact map.");
        assertThat(program.json("POST", "/api/v1/pileups", "{\"maps\": 7").statusCode())
                .isEqualTo(400);
        assertThat(program.get("/api/v1/pileups/x").statusCode()).isEqualTo(400);
        assertThat(program.get("/api/v1/pileups?size=501").statusCode()).isEqualTo(400);
        assertThat(program.get("/api/v1/pileups/999999/matrix").statusCode()).isEqualTo(404);
        Caller reader = server.programOf(account, TokenScope.READ);
        assertThat(reader.json("POST", "/api/v1/pileups/plan", "{}").statusCode()).isEqualTo(403);
        assertThat(server.anybody().get("/api/v1/pileups").statusCode()).isEqualTo(200);
    }

    private static float[] asFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static float[] floats(byte[] bytes) {
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    private static int[] integers(byte[] bytes) {
        int[] integers = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(integers);
        return integers;
    }

    /** Reads bytes over HTTP. */
    private record Program(TestServer server, String token, HttpClient client) {

        Program(TestServer server, Actor actor) {
            this(
                    server,
                    server.bean(Tokens.class)
                            .make(actor, "bytes", TokenScope.READ, Duration.ofDays(1))
                            .key(),
                    HttpClient.newHttpClient());
        }

        HttpResponse<byte[]> get(String path, String... headers) throws Exception {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(server.uri().resolve(path))
                            .header("Authorization", "Bearer " + token);
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }
    }
}
