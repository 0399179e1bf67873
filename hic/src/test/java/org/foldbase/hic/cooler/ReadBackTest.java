package org.foldbase.hic.cooler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.foldbase.hic.cooler.WriteOptions.CountType;
import org.foldbase.hic.cooler.WriteOptions.IdType;
import org.foldbase.hic.testing.BuiltCooler;
import org.foldbase.hic.testing.BuiltMap;
import org.foldbase.hic.testing.CoolerBuilder;
import org.foldbase.hic.testing.CoolerBuilder.ChromColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps of known content, read back bin for bin and pixel for pixel. */
class ReadBackTest {
    @TempDir Path dir;

    static Stream<CoolerBuilder> varieties() {
        List<CoolerBuilder> builders = new ArrayList<>();
        for (CountType counts : CountType.values()) {
            for (IdType ids : IdType.values()) {
                builders.add(small().counts(counts).ids(ids));
            }
        }
        for (ChromColumn chroms : ChromColumn.values()) {
            builders.add(small().chroms(chroms));
        }
        for (int chunk : new int[] {1, 7, 100, 12_208}) {
            builders.add(small().chunk(chunk).shuffle(chunk != 7));
            builders.add(small().chunk("count", chunk).chunk("bin2_id", 50));
        }
        builders.add(small().gzip(0));
        builders.add(small().gzip(0).shuffle(false));
        builders.add(small().gzip(9).shuffle(false));
        builders.add(small().contiguous());
        builders.add(small().square());
        builders.add(small().square().counts(CountType.FLOAT64).contiguous());
        builders.add(small().variableBins());
        builders.add(small().divisive());
        builders.add(small().noWeightAttributes().weightColumn("ICE"));
        builders.add(small().noWeights());
        builders.add(small().formatVersion(2));
        builders.add(small().extraColumn("score"));
        builders.add(small().duplicates(0.3));
        builders.add(small().density(0));
        builders.add(small().maskedFraction(1));
        builders.add(small().resolutions(20_000, 60_000));
        builders.add(CoolerBuilder.blank());
        builders.add(CoolerBuilder.blank().chrom("x".repeat(300), 1).pixel(0, 0, 3));
        for (int i = 0; i < builders.size(); i++) {
            builders.get(i).seed(i);
        }
        return builders.stream();
    }

    private static CoolerBuilder small() {
        return CoolerBuilder.map().chrom("chr1", 305_000).chrom("2", 9_000).chrom("chrM", 160_569);
    }

    @ParameterizedTest
    @MethodSource("varieties")
    void everyVarietyOfTheBuilderIsReadBack(CoolerBuilder builder) throws IOException {
        BuiltCooler built = builder.write(dir);
        try (CoolerFile file = CoolerFile.open(built.file())) {
            assertThat(file.groups())
                    .containsExactlyElementsOf(built.maps().stream().map(BuiltMap::group).toList());
            for (BuiltMap wanted : built.maps()) {
                ContactMap map = file.map(wanted.group());
                assertThat(map.chromsizes()).isEqualTo(wanted.chromsizes());
                assertThat(map.binSizeBp())
                        .isEqualTo(
                                wanted.binSizeBp() == 0
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(wanted.binSizeBp()));
                assertThat(map.binCount()).isEqualTo(wanted.binCount());
                assertThat(map.pixelCount()).isEqualTo(wanted.pixels().size());
                assertThat(map.storageMode())
                        .isEqualTo(
                                wanted.symmetric()
                                        ? StorageMode.SYMMETRIC_UPPER
                                        : StorageMode.SQUARE);
                for (int chrom = 0; chrom < wanted.chromsizes().count(); chrom++) {
                    assertThat(map.chromOffset(chrom)).isEqualTo(wanted.firstBin(chrom));
                }
                ContactMap.Bins bins = map.readBins();
                for (int bin = 0; bin < wanted.binCount(); bin++) {
                    assertThat(bins.startBp()[bin]).isEqualTo(wanted.bins().get(bin).startBp());
                    assertThat(bins.endBp()[bin]).isEqualTo(wanted.bins().get(bin).endBp());
                }
                assertThat(dense(map)).isDeepEqualTo(wanted.dense());
                assertSameWeights(map, wanted);
            }
        }
    }

    private static void assertSameWeights(ContactMap map, BuiltMap wanted) throws IOException {
        if (wanted.storedWeights().isEmpty()) {
            assertThat(map.weightNames()).isEmpty();
            return;
        }
        double[] factors = wanted.weights();
        if (wanted.divisive()) {
            Arrays.setAll(factors, bin -> 1 / factors[bin]);
        }
        assertThat(map.weightNames()).hasSize(1);
        assertThat(map.weights(map.weightNames().getFirst()).factors()).containsExactly(factors);
    }

    /** tiny.mcool is cooler's own work; what it holds, cooler wrote beside it as text. */
    @ParameterizedTest
    @ValueSource(ints = {10_000, 20_000})
    void theFixtureThatCoolerWroteHoldsWhatItsTablesSay(int binSizeBp) throws Exception {
        try (CoolerFile file = CoolerFile.open(resource("tiny.mcool"))) {
            ContactMap map = file.map(binSizeBp);
            List<String[]> bins = table("tiny.%d.bins.tsv".formatted(binSizeBp));
            assertThat(map.binCount()).isEqualTo(bins.size());
            ContactMap.Bins read = map.readBins();
            Weights weights = map.weights("weight");
            for (int bin = 0; bin < bins.size(); bin++) {
                String[] row = bins.get(bin);
                int chrom = map.chromsizes().resolve(row[0]).orElseThrow();
                assertThat(bin).isBetween(map.chromOffset(chrom), map.chromOffset(chrom + 1) - 1);
                assertThat(read.startBp()[bin]).isEqualTo(Integer.parseInt(row[1]));
                assertThat(read.endBp()[bin]).isEqualTo(Integer.parseInt(row[2]));
            }
            assertThat(weights.factors())
                    .containsExactly(
                            bins.stream().mapToDouble(row -> Double.parseDouble(row[3])).toArray());
            assertThat(weights.ignoreDiags()).isEqualTo(OptionalInt.of(1));
            double[][] wanted = new double[bins.size()][bins.size()];
            List<String[]> pixels = table("tiny.%d.pixels.tsv".formatted(binSizeBp));
            assertThat(map.pixelCount()).isEqualTo(pixels.size());
            for (String[] row : pixels) {
                int bin1 = Integer.parseInt(row[0]);
                int bin2 = Integer.parseInt(row[1]);
                wanted[bin1][bin2] = Double.parseDouble(row[2]);
                wanted[bin2][bin1] = Double.parseDouble(row[2]);
            }
            assertThat(dense(map)).isDeepEqualTo(wanted);
        }
    }

    @Test
    void theFixtureListsItsResolutionsFromFineToCoarse() throws Exception {
        try (CoolerFile file = CoolerFile.open(resource("tiny.mcool"))) {
            assertThat(file.layout()).isEqualTo(CoolerFile.Layout.MULTI_RESOLUTION);
            assertThat(file.groups()).containsExactly("/resolutions/10000", "/resolutions/20000");
            assertThat(file.map(10_000).assembly()).contains("tiny");
        }
    }

    private static double[][] dense(ContactMap map) throws IOException {
        long[] offsets = map.bin1Offsets();
        int pixels = Math.toIntExact(map.pixelCount());
        int[] bin2 = new int[pixels];
        double[] count = new double[pixels];
        try (PixelReader reader = map.pixelReader()) {
            reader.read(0, pixels, bin2, count);
        }
        double[][] matrix = new double[map.binCount()][map.binCount()];
        for (int row = 0; row < map.binCount(); row++) {
            for (int p = Math.toIntExact(offsets[row]); p < offsets[row + 1]; p++) {
                matrix[row][bin2[p]] += count[p];
                if (map.storageMode() == StorageMode.SYMMETRIC_UPPER && row != bin2[p]) {
                    matrix[bin2[p]][row] += count[p];
                }
            }
        }
        return matrix;
    }

    private static List<String[]> table(String name) throws IOException, URISyntaxException {
        return Files.readAllLines(resource(name)).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(ReadBackTest.class.getResource("/cooler/" + name)).toURI());
    }
}
