package org.foldbase.hic.pileup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.bed.RegionFormat;
import org.foldbase.hic.bed.Strand;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.cooler.Weights;
import org.foldbase.hic.expected.Expected;
import org.foldbase.hic.expected.RegionExpected;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.genome.ViewRegion;
import org.foldbase.hic.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What cooltools, coolpup.py and HiCognition answered on real maps, to 1e-9 and cell by cell. */
class GoldenTest {
    private static final double RELATIVE = 1e-9;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gm12878-2Mb-bed.raw",
                "hg19-5Mb-arms.balanced",
                "hg19-5Mb-arms.obs_exp",
                "hg19-5Mb-bed.balanced",
                "hg19-5Mb-bed.obs_exp",
                "hg19-5Mb-bed.raw",
                "mm9-10Mb-bed.balanced",
                "mm9-10Mb-bed.obs_exp",
                "mm9-10Mb-bed.raw",
                "yeast-10kb-bed.balanced",
                "yeast-10kb-bed.obs_exp",
                "yeast-10kb-bed.raw",
                "yeast-10kb-bedpe.balanced",
                "yeast-10kb-bedpe.obs_exp",
                "yeast-10kb-bedpe.raw",
                "yeast-10kb-pairs.flip",
                "yeast-10kb-pairs.plain",
                "yeast-10kb-pairs.sum_ratio"
            })
    void aPileupEqualsTheReference(String name) throws IOException {
        Path golden = SharedFolder.find("golden");
        JsonNode answer = new JsonMapper().readTree(golden.resolve(name + ".json").toFile());
        try (CoolerFile file = openMap(answer)) {
            ContactMap map = file.map(answer.get("uri_group").asString());
            RegionFile regions =
                    RegionFile.read(
                            golden.resolve(answer.get("regions").asString()),
                            RegionFile.ReadOptions.defaults());
            PileupResult result =
                    Pileup.of(map, regions, options(answer, map, 2), ScanProgress.NONE);

            assertSameMatrix(result.values(), answer.get("mean"));
            assertThat(result.finiteCounts()).containsExactly(longs(answer.get("finiteCount")));
            assertThat(result.regions().read()).isEqualTo(answer.get("windows").asLong());
            for (String kept : List.of("windowsWithAnyValue", "windowsUsed")) {
                if (answer.has(kept)) {
                    assertThat(result.regions().kept()).isEqualTo(answer.get(kept).asLong());
                }
            }
            PileupResult onOneThread =
                    Pileup.of(map, regions, options(answer, map, 1), ScanProgress.NONE);
            assertThat(onOneThread.values()).containsExactly(result.values());
            assertThat(onOneThread.standardErrors()).containsExactly(result.standardErrors());
            if (answer.has("firstWindows")) {
                assertSameSingleWindows(map, regions, answer);
            }
        }
    }

    private static void assertSameSingleWindows(ContactMap map, RegionFile regions, JsonNode answer)
            throws IOException {
        PileupOptions options = options(answer, map, 2);
        for (int i = 0; i < answer.get("firstWindows").size(); i++) {
            PileupResult window =
                    regions.format() == RegionFormat.BED
                            ? Pileup.onDiagonal(
                                    map,
                                    List.of(regions.regions().get(i)),
                                    options,
                                    ScanProgress.NONE)
                            : Pileup.offDiagonal(
                                    map,
                                    List.of(regions.pairs().get(i)),
                                    options,
                                    ScanProgress.NONE);
            assertSameMatrix(window.values(), answer.get("firstWindows").get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hg19-5Mb-bed", "mm9-10Mb-bed", "yeast-10kb-bed", "yeast-10kb-bedpe"})
    void expectedContactsEqualTheReference(String name) throws IOException {
        Path golden = SharedFolder.find("golden");
        JsonNode answer =
                new JsonMapper().readTree(golden.resolve(name + ".balanced.json").toFile());
        try (CoolerFile file = openMap(answer)) {
            ContactMap map = file.map(answer.get("uri_group").asString());
            View view = view(answer, map.chromsizes());
            Optional<Weights> weights = Optional.of(map.weights("weight"));
            Expected expected = Expected.compute(map, view, weights, 2, 2, ScanProgress.NONE);
            Expected raw = Expected.compute(map, view, Optional.empty(), 2, 2, ScanProgress.NONE);
            List<String> lines = Files.readAllLines(golden.resolve(name + ".expected.tsv"));
            int checked = 0;
            for (String line : lines.subList(1, lines.size())) {
                String[] column = line.split("\t", -1);
                if (!column[0].equals(column[1])) {
                    continue;
                }
                int index = indexOf(view, column[0]);
                int d = Integer.parseInt(column[2]);
                RegionExpected curve = expected.regions().get(index);
                assertThat(raw.regions().get(index).pairs(d)).isEqualTo(Long.parseLong(column[5]));
                assertThat(curve.pairs(d)).isEqualTo(Long.parseLong(column[6]));
                if (column[10].isEmpty()) {
                    assertThat(curve.at(d)).isNaN();
                } else {
                    assertClose(curve.at(d), Double.parseDouble(column[10]));
                    assertClose(curve.sum(d), Double.parseDouble(column[8]));
                }
                checked++;
            }
            assertThat(checked).isPositive();
        }
    }

    @Test
    void singleWindowsAndTheirMeanEqualThoseOfHiCognition() throws IOException {
        Path golden = SharedFolder.find("golden");
        List<Region> positions = new ArrayList<>();
        for (String line : Files.readAllLines(golden.resolve("posPileups.csv"))) {
            if (line.startsWith("chrSyn,")) {
                long position = Long.parseLong(line.substring("chrSyn,".length()));
                positions.add(new Region("chrSyn", position, position, Strand.NONE, 1));
            }
        }
        try (CoolerFile file =
                CoolerFile.open(SharedFolder.find("data/maps").resolve("ngs.test2.mcool"))) {
            ContactMap map = file.map(10_000);
            for (ValueType type : List.of(ValueType.BALANCED, ValueType.OBS_EXP)) {
                PileupOptions options =
                        PileupOptions.flank(50_000).valueType(type).ignoreDiags(0).build();
                String name = type == ValueType.BALANCED ? "iccf" : "obsExp";
                double[] mean = npy(golden.resolve("test_pileups_" + name + "_collapse.npy"));
                double[] stack = npy(golden.resolve("test_pileups_" + name + "_noCollapse.npy"));
                assertSame(
                        Pileup.onDiagonal(map, positions, options, ScanProgress.NONE).values(),
                        mean);
                for (int i = 0; i < positions.size(); i++) {
                    double[] window = new double[mean.length];
                    for (int cell = 0; cell < window.length; cell++) {
                        window[cell] = stack[cell * positions.size() + i];
                    }
                    assertSame(
                            Pileup.onDiagonal(
                                            map,
                                            positions.subList(i, i + 1),
                                            options,
                                            ScanProgress.NONE)
                                    .values(),
                            window);
                }
            }
        }
    }

    private static CoolerFile openMap(JsonNode answer) throws IOException {
        return CoolerFile.open(
                SharedFolder.find("data/maps").resolve(answer.get("map").asString()));
    }

    private static PileupOptions options(JsonNode answer, ContactMap map, int threads) {
        return PileupOptions.flank(answer.get("flankBp").asLong())
                .valueType(ValueType.valueOf(answer.get("valueType").asString()))
                .reduction(
                        answer.has("reduce")
                                ? Reduction.valueOf(answer.get("reduce").asString())
                                : Reduction.MEAN)
                .flip(answer.has("flip") && answer.get("flip").asBoolean())
                .ignoreDiags(answer.get("ignoreDiags").asInt())
                .view(view(answer, map.chromsizes()))
                .threads(threads)
                .build();
    }

    private static View view(JsonNode answer, Chromsizes chromsizes) {
        List<ViewRegion> regions = new ArrayList<>();
        for (JsonNode region : answer.get("view")) {
            String chrom = region.get(0).asString();
            int index = chromsizes.resolve(chrom).orElseThrow();
            regions.add(
                    region.size() == 2
                            ? new ViewRegion(chrom, index, 0, region.get(1).asLong())
                            : new ViewRegion(
                                    region.get(3).asString(),
                                    index,
                                    region.get(1).asLong(),
                                    region.get(2).asLong()));
        }
        return View.of(chromsizes, regions);
    }

    private static int indexOf(View view, String name) {
        return view.regions().stream().map(ViewRegion::name).toList().indexOf(name);
    }

    private static void assertSameMatrix(double[] values, JsonNode matrix) {
        int side = matrix.size();
        double[] wanted = new double[side * side];
        for (int cell = 0; cell < wanted.length; cell++) {
            JsonNode value = matrix.get(cell / side).get(cell % side);
            wanted[cell] = value.isNull() ? Double.NaN : value.asDouble();
        }
        assertSame(values, wanted);
    }

    private static void assertSame(double[] values, double[] wanted) {
        assertThat(values).hasSameSizeAs(wanted);
        for (int cell = 0; cell < wanted.length; cell++) {
            assertClose(values[cell], wanted[cell]);
        }
    }

    private static void assertClose(double value, double wanted) {
        if (Double.isNaN(wanted)) {
            assertThat(value).isNaN();
        } else {
            assertThat(value).isCloseTo(wanted, within(RELATIVE * Math.abs(wanted)));
        }
    }

    private static long[] longs(JsonNode matrix) {
        return matrix.valueStream()
                .flatMapToLong(row -> row.valueStream().mapToLong(JsonNode::asLong))
                .toArray();
    }

    private static double[] npy(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int headerEnd = 10 + bytes.getShort(8);
        String header = new String(bytes.array(), 10, headerEnd - 10, StandardCharsets.US_ASCII);
        assertThat(header).contains("'<f8'", "'fortran_order': False");
        double[] values = new double[(bytes.limit() - headerEnd) / Double.BYTES];
        bytes.position(headerEnd);
        bytes.asDoubleBuffer().get(values);
        return values;
    }
}
