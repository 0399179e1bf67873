package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The seven files of one pileup tell the same, and how it was made. */
class PileupFilesOnDiskTest {
    @TempDir Path dir;

    private Path map;
    private Path regions;

    @BeforeEach
    void write() throws IOException {
        map = CoolerBuilder.map().seed(4).write(dir).file();
        regions = dir.resolve("sites.bed");
        Files.writeString(
                regions,
                """
                chr1\t300000\t310000
                chr1\t500000\t500001
                chr2\t250000\t260000
                chr1\t0\t10000
                chrUn\t300000\t310000
                """);
    }

    private Run pileup(Path prefix, Object... options) {
        Object[] always = {"pileup", map, regions, "--flank", 50_000, "-o", prefix};
        Object[] all = Arrays.copyOf(always, always.length + options.length);
        System.arraycopy(options, 0, all, always.length, options.length);
        return Run.foldbase(all);
    }

    @Test
    void stdoutNamesTheSevenFilesAndStderrTellsWhatWasDropped() throws IOException {
        Path out = Files.createDirectory(dir.resolve("out"));
        Run run = pileup(out.resolve("x"));
        assertThat(run.code()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        out + "/x.tsv",
                        out + "/x.npy",
                        out + "/x.counts.npy",
                        out + "/x.stderr.npy",
                        out + "/x.json",
                        out + "/x.png",
                        out + "/x.svg");
        assertThat(run.err().lines())
                .containsExactly(
                        "3 of 5 regions averaged; dropped: 1 on a chromosome that the map does not"
                                + " have, 1 with a window over the edge of the view region.",
                        "Chromosomes that the map does not have: chrUn.");
        assertThat(Run.contents(out).keySet())
                .containsExactly(
                        "x.counts.npy",
                        "x.json",
                        "x.npy",
                        "x.png",
                        "x.stderr.npy",
                        "x.svg",
                        "x.tsv");
    }

    @Test
    void theMatrixAsTextEqualsTheBinaryOne() throws IOException {
        pileup(dir.resolve("x"));
        double[] values = Npy.doubles(dir.resolve("x.npy"), 11);
        List<String> rows =
                Run.text(dir.resolve("x.tsv")).lines().filter(it -> !it.startsWith("#")).toList();
        assertThat(rows).hasSize(11);
        for (int row = 0; row < 11; row++) {
            String[] cells = rows.get(row).split("\t", -1);
            assertThat(cells).hasSize(11);
            for (int column = 0; column < 11; column++) {
                assertThat(Double.valueOf(cells[column]))
                        .isEqualTo(Double.valueOf(values[row * 11 + column]));
            }
        }
    }

    @Test
    void theHeaderHoldsEveryParameterTheHashesAndTheCounts() throws Exception {
        pileup(dir.resolve("x"), "--controls", 2, "--seed", 9, "--flip", "--edges", "drop");
        assertThat(Run.text(dir.resolve("x.tsv")))
                .contains(
                        "# map: map.cool\n",
                        "# mapSha256: " + sha256(map) + "\n",
                        "# regions: sites.bed\n",
                        "# regionsSha256: " + sha256(regions) + "\n",
                        "# regionsFormat: BED\n",
                        "# view: whole chromosomes\n",
                        "# binSizeBp: 10000\n",
                        "# flankBp: 50000\n",
                        "# valueType: OBS_EXP\n",
                        "# weight: weight\n",
                        "# reduction: MEAN\n",
                        "# expected: PLAIN\n",
                        "# ignoreDiags: 2\n",
                        "# edges: DROP\n",
                        "# flip: true\n",
                        "# bothTriangles: false\n",
                        "# controls: 2\n",
                        "# seed: 9\n",
                        "# scoreSize: 3\n",
                        "# regionsRead: 5\n",
                        "# regionsKept: 3\n",
                        "# droppedUnknownChromosome: 1\n",
                        "# droppedOutsideView: 0\n",
                        "# droppedDifferentViewRegions: 0\n",
                        "# droppedOffEdge: 1\n",
                        "# droppedMaskedEntirely: 0\n",
                        "# unknownChromosomes: {chrUn=1}\n");
    }

    @Test
    void theJsonHoldsWhatTheHeaderHolds() throws IOException {
        pileup(dir.resolve("x"));
        JsonNode json = new JsonMapper().readTree(dir.resolve("x.json").toFile());
        List<String> inHeader =
                Run.text(dir.resolve("x.tsv"))
                        .lines()
                        .filter(it -> it.startsWith("# ") && it.contains(": "))
                        .map(it -> it.substring(2, it.indexOf(": ")))
                        .toList();
        assertThat(json.propertyNames()).containsExactlyElementsOf(inHeader);
        assertThat(json.get("flankBp").asLong()).isEqualTo(50_000);
    }

    @Test
    void theSameInputGivesTheSameBytesInEveryLocaleAndZone() throws IOException {
        Path here = Files.createDirectory(dir.resolve("here"));
        Path there = Files.createDirectory(dir.resolve("there"));
        pileup(here.resolve("x"));
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            pileup(there.resolve("x"));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(Run.contents(there)).hasSize(7).isEqualTo(Run.contents(here));
    }

    @Test
    void anInterruptedThreadEndsThePileupAndLeavesNothing() throws IOException {
        Path out = Files.createDirectory(dir.resolve("out"));
        Thread.currentThread().interrupt();
        Run run = pileup(out.resolve("x"));
        boolean stillInterrupted = Thread.interrupted();
        assertThat(run).isEqualTo(new Run(130, "", "foldbase: interrupted\n"));
        assertThat(out).isEmptyDirectory();
        assertThat(stillInterrupted).isTrue();
    }

    @Test
    void anEarlierResultIsReplaced() throws IOException {
        Files.writeString(dir.resolve("x.npy"), "earlier");
        assertThat(pileup(dir.resolve("x")).code()).isZero();
        assertThat(Npy.doubles(dir.resolve("x.npy"), 11)).hasSize(121);
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
