package org.foldbase.server.intake.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.foldbase.server.access.Role;
import org.foldbase.server.settings.Setting;
import org.foldbase.server.storage.FileRoot;
import org.foldbase.server.testing.TestDatabase;
import org.foldbase.server.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What becomes of files of all kinds, over HTTP and through the queue. */
@ParameterizedClass
@EnumSource(names = {"SQLITE", "POSTGRESQL"})
class ChecksTest {

    @Parameter TestDatabase database = TestDatabase.SQLITE;

    @TempDir static Path dataDirs;

    @TempDir Path folder;

    private static final Map<TestDatabase, TestServer> SERVERS = new EnumMap<>(TestDatabase.class);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String number = Integer.toString(NUMBER.incrementAndGet());

    /** Chromosomes that no other test has. */
    private final String chr1 = "chr1n" + number;

    private final String chr2 = "chr2n" + number;

    private TestServer server;
    private Sender sender;
    private Path labs;

    @BeforeEach
    void start() throws IOException {
        labs = Files.createDirectories(dataDirs.resolve("labs"));
        server = SERVERS.computeIfAbsent(database, ChecksTest::started);
        sender = sender("ada", Role.ANALYST);
    }

    private static TestServer started(TestDatabase database) {
        return TestServer.start(
                database,
                dataDirs.resolve(database.name()),
                Map.of(Setting.IMPORT_ROOTS, dataDirs.resolve("labs").toString()));
    }

    private Sender sender(String name, Role role) {
        return new Sender(server, server.user(name + number, role));
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(TestServer::close);
        SERVERS.clear();
    }

    private CoolerBuilder genome() {
        return CoolerBuilder.map().chrom(chr1, 1_000_000).chrom(chr2, 605_000);
    }

    private Path map() throws IOException {
        return genome().write(Files.createTempDirectory(folder, "map")).file();
    }

    private BedBuilder of(BedBuilder builder) {
        return builder.chrom(chr1, 1_000_000).chrom(chr2, 605_000);
    }

    private JsonNode dataset(JsonNode upload) {
        return sender.get("/api/v1/datasets/" + upload.get("datasetId").asLong());
    }

    @Test
    void aMapIsReadyWithItsResolutionsAndAnAssemblyOfItsChromosomes() throws IOException {
        Path file = genome().resolutions(20_000).write(folder).file();
        JsonNode dataset = dataset(sender.sent(file, "WT.mcool"));
        assertThat(dataset.get("state").asString()).isEqualTo("READY");
        assertThat(dataset.get("type").asString()).isEqualTo("COOLER");
        assertThat(dataset.get("sha256").asString()).isEqualTo(FileRoot.sha256(file));
        assertThat(dataset.get("higlassUid").asString()).hasSize(22);
        JsonNode resolutions = dataset.get("details").get("resolutions");
        assertThat(resolutions.size()).isEqualTo(2);
        assertThat(resolutions.get(0).get("binSizeBp").asLong()).isEqualTo(10_000);
        assertThat(resolutions.get(0).get("weights").get(0).asString()).isEqualTo("weight");
        assertThat(resolutions.get(0).get("pixels").asLong()).isPositive();
        JsonNode assembly = sender.get("/api/v1/assemblies/" + dataset.get("assemblyId").asLong());
        assertThat(assembly.get("chromosomes").get(1).get("name").asString()).isEqualTo(chr2);
        assertThat(assembly.get("chromosomes").get(1).get("sizeBp").asLong()).isEqualTo(605_000);
        JsonNode second =
                dataset(
                        sender.sent(
                                genome().seed(2).name("other").write(folder).file(), "other.cool"));
        assertThat(second.get("assemblyId")).isEqualTo(dataset.get("assemblyId"));
    }

    @Test
    void regionsGoToTheAssemblyInWhichTheyLie() throws IOException {
        sender.sent(map(), "peaks' map.cool");
        JsonNode bed =
                dataset(
                        sender.sent(
                                of(BedBuilder.bed()).random(100).gzip().write(folder).file(),
                                "peaks"));
        assertThat(bed.get("type").asString()).isEqualTo("BED");
        assertThat(bed.get("details").get("regions").asInt()).isEqualTo(100);
        assertThat(bed.get("assembly").asString()).startsWith("peaks' map");
        JsonNode pairs =
                dataset(
                        sender.sent(
                                of(BedBuilder.bedpe()).random(7).name("loops").write(folder).file(),
                                "loops"));
        assertThat(pairs.get("type").asString()).isEqualTo("BEDPE");
        assertThat(pairs.get("details").get("regions").asInt()).isEqualTo(7);
    }

    @Test
    void regionsThatCameBeforeTheirMapAreCheckedAgainWhenItIsThere() throws IOException {
        JsonNode early =
                sender.sent(of(BedBuilder.bed()).random(10).write(folder).file(), "early.bed");
        assertThat(early.get("state").asString()).isEqualTo("FAILED");
        sender.sent(map(), "late map.cool");
        JsonNode later =
                sender.until(
                        "/api/v1/datasets/" + early.get("datasetId").asLong(),
                        it -> it.get("state").asString().equals("READY"));
        assertThat(later.get("assembly").asString()).startsWith("late map");
    }

    @Test
    void regionsOfAnotherGenomeAreRefusedWithTheFirstThatDoesNotFit() throws IOException {
        sender.sent(map(), "fly.cool");
        Path behind =
                Files.writeString(
                        folder.resolve("behind.bed"),
                        chr1 + "\t10\t20\n" + chr2 + "\t600000\t700000\n");
        assertThat(sender.sent(behind, "hg38.bed").get("failure").asString())
                .startsWith("1 of 2 regions do not lie in fly")
                .endsWith(
                        ": %s:600,000-700,000 lies behind the end of %s at 605,000 bp (line 2)."
                                .formatted(chr2, chr2));
        Path unknown = Files.writeString(folder.resolve("unknown.bed"), "chrU\t10\t20\n");
        assertThat(sender.sent(unknown, "mouse.bed").get("failure").asString())
                .endsWith(": there is no chromosome chrU (line 1).");
    }

    @Test
    void aBigWigNamedMcoolIsSaidToBeABigWig() throws IOException {
        Path file = folder.resolve("signal.mcool");
        Files.write(file, Arrays.copyOf(HexFormat.of().parseHex("26fc8f8804000a00"), 4_000));
        JsonNode became = sender.sent(file, "signal.mcool");
        assertThat(became.get("failure").asString())
                .isEqualTo(
                        "signal.mcool is a bigWig, a signal along the genome, and not a contact"
                                + " map; Foldbase works with maps and regions.");
        assertThat(dataset(became).get("type").asString()).isEqualTo("BIGWIG");
    }

    @Test
    void aTruncatedMapIsRefusedAndTheServersFoldersAreNotTold() throws IOException {
        byte[] whole = Files.readAllBytes(map());
        Path cut = Files.write(folder.resolve("cut.cool"), Arrays.copyOf(whole, whole.length / 2));
        String failure = sender.sent(cut, "cut.cool").get("failure").asString();
        assertThat(failure).startsWith("cut.cool").doesNotContain(folder.toString(), "file.dat");
    }

    @Test
    void whatIsNoTextIsRefusedWithTheLineOfIt() throws IOException {
        Path file = folder.resolve("x.bed");
        Files.writeString(file, "chr1\t10\t20\nchr1\tten\t20\n");
        assertThat(sender.sent(file, "x.bed").get("failure").asString())
                .startsWith("x.bed, line 2: ");
    }

    @Test
    void aSmallFileThatUnpacksToAHugeOneIsRefused() throws IOException {
        Path file = folder.resolve("bomb.bed.gz");
        byte[] line = ("#" + "a".repeat(999_998) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 150; i++) {
                out.write(line);
            }
        }
        assertThat(sender.sent(file, "bomb.bed.gz").get("failure").asString())
                .contains("unpack to more than");
    }

    @Test
    void theSameFileTwiceIsOneDataset() throws IOException {
        JsonNode first = sender.sent(map(), "first.cool");
        JsonNode second = sender.sent(map(), "second.cool");
        assertThat(second.get("datasetId")).isEqualTo(first.get("datasetId"));
        assertThat(second.get("note").asString())
                .isEqualTo(
                        "The same content is here already as 'first.cool', so no second copy was"
                                + " kept.");
        assertThat(sender.get("/api/v1/datasets").get("total").asInt()).isEqualTo(1);
        HttpResponse<String> streamed = sender.post("name=third.cool", Files.newInputStream(map()));
        assertThat(streamed.statusCode()).isEqualTo(200);
        assertThat(Sender.json(streamed).get("id")).isEqualTo(first.get("datasetId"));
        Sender other = sender("bob", Role.ANALYST);
        assertThat(other.sent(map(), "bob's.cool").get("datasetId"))
                .as("of a file that another user has, and does not share")
                .isNotEqualTo(first.get("datasetId"));
    }

    @Test
    void theSameFileTwiceIsTwoDatasetsIfThatIsWanted() throws IOException {
        JsonNode first = sender.sent(map(), "first.cool");
        byte[] content = Files.readAllBytes(map());
        HttpResponse<String> begun =
                sender.begin(content.length, Map.of("filename", "second.cool", "keepCopy", "true"));
        String upload = begun.headers().firstValue("Location").orElseThrow();
        sender.append(upload, 0, content);
        assertThat(sender.checked(upload).get("datasetId")).isNotEqualTo(first.get("datasetId"));
    }

    @Test
    void maintainersImportFilesWhereTheyAre() throws IOException {
        Path file = Files.move(map(), labs.resolve(number + ".cool"));
        Sender maintainer = sender("mia", Role.MAINTAINER);
        HttpResponse<String> answer = imported(maintainer, file, true);
        assertThat(answer.statusCode()).isEqualTo(202);
        String path = answer.headers().firstValue("Location").orElseThrow();
        JsonNode dataset = maintainer.until(path, it -> it.get("state").asString().equals("READY"));
        assertThat(dataset.get("location").asString()).isEqualTo("EXTERNAL");
        assertThat(maintainer.send("GET", path + "/file").statusCode()).isEqualTo(409);
        assertThat(maintainer.send("DELETE", path).statusCode()).isEqualTo(204);
        assertThat(file).exists();
        assertThat(imported(sender, file, true).statusCode()).isEqualTo(403);
    }

    @Test
    void aCopyOfAFileOnTheDiskIsTheServersOwn() throws IOException {
        Path file = Files.move(map(), labs.resolve(number + ".cool"));
        Sender maintainer = sender("mia", Role.MAINTAINER);
        String path =
                imported(maintainer, file, false).headers().firstValue("Location").orElseThrow();
        JsonNode dataset = maintainer.until(path, it -> it.get("state").asString().equals("READY"));
        assertThat(dataset.get("location").asString()).isEqualTo("MANAGED");
        assertThat(maintainer.send("GET", path + "/file").statusCode()).isEqualTo(200);
    }

    @Test
    void linksOutOfTheListedFoldersLeadNowhere() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.bed"), "chr1\t1\t2\n");
        Path link = Files.createSymbolicLink(labs.resolve(number + "-link.bed"), secret);
        Sender maintainer = sender("mia", Role.MAINTAINER);
        for (Path path :
                new Path[] {
                    link, secret, labs.resolve("../" + folder.getFileName() + "/secret.bed")
                }) {
            assertThat(imported(maintainer, path, true).statusCode()).isEqualTo(422);
        }
        Path real =
                Files.writeString(
                        labs.resolve(number + ".bed"),
                        chr1 + "\t1\t2\n",
                        StandardOpenOption.CREATE);
        sender.sent(map(), "map.cool");
        String dataset =
                imported(maintainer, real, true).headers().firstValue("Location").orElseThrow();
        maintainer.until(dataset, it -> it.get("state").asString().equals("READY"));
        Files.delete(real);
        Files.createSymbolicLink(real, secret);
        assertThat(maintainer.send("POST", dataset + "/check").statusCode()).isEqualTo(202);
        JsonNode failed =
                maintainer.until(dataset, it -> it.get("state").asString().equals("FAILED"));
        assertThat(failed.get("failure").asString())
                .doesNotContain("secret")
                .contains("no longer in a folder that may be imported from");
    }

    private static HttpResponse<String> imported(Sender by, Path file, boolean byReference) {
        return by.json(
                "POST",
                "/api/v1/imports",
                "{\"path\": \"%s\", \"byReference\": %s}".formatted(file, byReference));
    }
}
