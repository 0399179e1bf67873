package org.foldbase.hic.cooler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.foldbase.hic.cooler.WriteOptions.CountType;
import org.foldbase.hic.cooler.WriteOptions.IdType;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.hic.testing.BuiltMap;
import org.foldbase.hic.testing.BuiltMap.Pixel;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoolerWriterTest {
    private static final WriteOptions DEFAULTS = WriteOptions.defaults();

    /** Two chromosomes of 3 and 2 bins of 10 bp; the last bins hold 5 and 1 bp. */
    private static final Chromsizes TWO =
            Chromsizes.of(List.of(new Chromosome("chr1", 25), new Chromosome("chrX", 11)));

    @TempDir Path dir;

    @Test
    void aSmallMapIsLaidOutAsTheSchemaSays() throws IOException {
        Path file = dir.resolve("small.cool");
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            WriteOptions options =
                    DEFAULTS.withAssembly("toy")
                            .withMetadataJson("{\"lab\": \"ours\"}")
                            .withCreatedAt(Instant.parse("2026-01-02T03:04:05Z"));
            MapWriter map = writer.single(TWO, 10, options);
            map.pixel(0, 0, 7);
            map.pixel(0, 4, 1);
            map.pixel(2, 3, 2);
            map.finish();
            map.weights("weight", new double[] {1, 2, Double.NaN, 4, 5}, Map.of("ignore_diags", 2));
        }
        try (HdfFile read = new HdfFile(file)) {
            assertThat(read.getChildren()).containsOnlyKeys("chroms", "bins", "pixels", "indexes");
            assertThat(data(read, "/chroms/name")).isEqualTo(new String[] {"chr1", "chrX"});
            assertThat(data(read, "/chroms/length")).isEqualTo(new int[] {25, 11});
            assertThat(data(read, "/bins/chrom"))
                    .isEqualTo(new String[] {"chr1", "chr1", "chr1", "chrX", "chrX"});
            assertThat(data(read, "/bins/start")).isEqualTo(new int[] {0, 10, 20, 0, 10});
            assertThat(data(read, "/bins/end")).isEqualTo(new int[] {10, 20, 25, 10, 11});
            assertThat(data(read, "/bins/weight")).isEqualTo(new double[] {1, 2, Double.NaN, 4, 5});
            assertThat(data(read, "/pixels/bin1_id")).isEqualTo(new long[] {0, 0, 2});
            assertThat(data(read, "/pixels/bin2_id")).isEqualTo(new long[] {0, 4, 3});
            assertThat(data(read, "/pixels/count")).isEqualTo(new int[] {7, 1, 2});
            assertThat(data(read, "/indexes/chrom_offset")).isEqualTo(new long[] {0, 3, 5});
            assertThat(data(read, "/indexes/bin1_offset")).isEqualTo(new long[] {0, 2, 2, 3, 3, 3});
            assertThat(attributes(read.getAttributes()))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.ofEntries(
                                    Map.entry("format", "HDF5::Cooler"),
                                    Map.entry("format-version", 3L),
                                    Map.entry("format-url", "https://github.com/open2c/cooler"),
                                    Map.entry("generated-by", "foldbase"),
                                    Map.entry("creation-date", "2026-01-02T03:04:05Z"),
                                    Map.entry("bin-type", "fixed"),
                                    Map.entry("bin-size", 10L),
                                    Map.entry("storage-mode", "symmetric-upper"),
                                    Map.entry("nchroms", 2L),
                                    Map.entry("nbins", 5L),
                                    Map.entry("nnz", 3L),
                                    Map.entry("sum", 10L),
                                    Map.entry("genome-assembly", "toy"),
                                    Map.entry("metadata", "{\"lab\": \"ours\"}")));
            assertThat(attributes(read.getByPath("/bins/weight").getAttributes()))
                    .isEqualTo(Map.of("ignore_diags", 2L));
        }
    }

    @Test
    void aMapWithoutPixelsIsWhole() throws IOException {
        Path file = dir.resolve("empty.cool");
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            writer.single(TWO, 10, DEFAULTS).finish();
        }
        try (HdfFile read = new HdfFile(file)) {
            assertThat(read.getDatasetByPath("/pixels/count").getDimensions()).containsExactly(0);
            assertThat(data(read, "/indexes/bin1_offset")).isEqualTo(new long[6]);
        }
    }

    static Stream<WriteOptions> options() {
        return Stream.of(
                DEFAULTS,
                DEFAULTS.withIdType(IdType.INT32).withCountType(CountType.INT64),
                DEFAULTS.withCountType(CountType.FLOAT64).withChunkPixels(7),
                DEFAULTS.withCountType(CountType.FLOAT32).withCompression(0, false),
                DEFAULTS.withCompression(9, false).withChunkPixels(100),
                DEFAULTS.withCompression(0, true).withChunkPixels(1));
    }

    @ParameterizedTest
    @MethodSource("options")
    void pixelsAreReadBackEqualWhateverTheOptions(WriteOptions options) throws IOException {
        CoolerBuilder builder = CoolerBuilder.map().seed(5).counts(options.countType());
        BuiltMap built = builder.write(dir).base();
        Path file = dir.resolve("options.cool");
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            MapWriter map = writer.single(built.chromsizes(), built.binSizeBp(), options);
            write(built.pixels(), map);
            map.finish();
        }
        assertThat(pixels(file, "")).as("%s", builder).isEqualTo(built.pixels());
        try (HdfFile read = new HdfFile(file);
                HdfFile reference = new HdfFile(built.file())) {
            assertThat(data(read, "/indexes/bin1_offset"))
                    .isEqualTo(data(reference, "/indexes/bin1_offset"));
            Class<?> id = options.idType() == IdType.INT32 ? int.class : long.class;
            assertThat(read.getDatasetByPath("/pixels/bin1_id").getJavaType()).isEqualTo(id);
        }
    }

    @Test
    void aSquareMapTakesBothTriangles() throws IOException {
        Path file = dir.resolve("square.cool");
        List<Pixel> pixels = List.of(new Pixel(1, 0, 3), new Pixel(1, 2, 4), new Pixel(4, 0, 5));
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            MapWriter map = writer.single(TWO, 10, DEFAULTS.withStorageMode(StorageMode.SQUARE));
            write(pixels, map);
            map.finish();
        }
        assertThat(pixels(file, "")).isEqualTo(pixels);
        try (HdfFile read = new HdfFile(file)) {
            assertThat(read.getAttribute("storage-mode").getData()).isEqualTo("square");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void coarserMapsAreTheSumsOfBlocks(long seed) throws IOException {
        CoolerBuilder builder =
                CoolerBuilder.map()
                        .seed(seed)
                        .chrom("chr1", 615_000)
                        .chrom("chr2", 9_000)
                        .chrom("chr3", 300_000)
                        .resolutions(20_000, 50_000, 100_000);
        BuiltMap base = builder.write(dir).base();
        Path file = dir.resolve("own.mcool");
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            MapWriter map = writer.resolution(base.chromsizes(), 10_000, DEFAULTS);
            map.coarser(2);
            map.coarser(5).coarser(2);
            write(base.pixels(), map);
            map.finish();
        }
        for (int binSizeBp : List.of(10_000, 20_000, 50_000, 100_000)) {
            assertThat(pixels(file, "/resolutions/" + binSizeBp))
                    .as("%s, bins of %d bp", builder, binSizeBp)
                    .isEqualTo(pixels(base.file(), "/resolutions/" + binSizeBp));
        }
        try (HdfFile read = new HdfFile(file)) {
            assertThat(attributes(read.getAttributes()))
                    .isEqualTo(Map.of("format", "HDF5::MCOOL", "format-version", 2L));
            assertThat(read.getByPath("/resolutions/100000").getAttribute("sum").getData())
                    .isEqualTo(read.getByPath("/resolutions/10000").getAttribute("sum").getData());
        }
    }

    @Test
    void blocksOfASquareMapAreSummedOnBothSides() throws IOException {
        Path file = dir.resolve("square.mcool");
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            MapWriter map =
                    writer.resolution(TWO, 10, DEFAULTS.withStorageMode(StorageMode.SQUARE));
            map.coarser(2);
            write(
                    List.of(
                            new Pixel(0, 1, 1),
                            new Pixel(0, 4, 2),
                            new Pixel(1, 0, 4),
                            new Pixel(1, 3, 8),
                            new Pixel(3, 0, 16)),
                    map);
            map.finish();
        }
        // chr1's three bins become 0 and 1, chrX's two become 2.
        assertThat(pixels(file, "/resolutions/20"))
                .isEqualTo(List.of(new Pixel(0, 0, 5), new Pixel(0, 2, 10), new Pixel(2, 0, 16)));
    }

    @Test
    void thousandsOfContigsAreStoredAsNumbersAsCoolerDoes() throws IOException {
        List<Chromosome> contigs = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            contigs.add(new Chromosome("contig_" + i, 5 + i % 20));
        }
        Path file = dir.resolve("contigs.cool");
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            writer.single(Chromsizes.of(contigs), 10, DEFAULTS).finish();
        }
        try (HdfFile read = new HdfFile(file)) {
            Dataset chrom = read.getDatasetByPath("/bins/chrom");
            assertThat(chrom.getAttribute("enum_path").getData()).isEqualTo("/chroms/name");
            assertThat((int[]) chrom.getData()).startsWith(0, 1, 2).endsWith(9_999, 9_999);
            assertThat((String[]) data(read, "/chroms/name")).endsWith("contig_9999");
        }
    }

    @Test
    void aChromosomeBeyondInt32HasInt64Positions() throws IOException {
        long size = 3_000_000_001L;
        Path file = dir.resolve("long.cool");
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            Chromsizes one = Chromsizes.of(List.of(new Chromosome("chr1", size)));
            writer.single(one, 1_000_000_000, DEFAULTS).finish();
        }
        try (HdfFile read = new HdfFile(file)) {
            assertThat(data(read, "/chroms/length")).isEqualTo(new long[] {size});
            assertThat((long[]) data(read, "/bins/end")).endsWith(3_000_000_000L, size);
        }
    }

    @Test
    void theSameMapGivesTheSameBytes() throws IOException {
        BuiltMap built = CoolerBuilder.map().seed(9).write(dir).base();
        List<Path> files = List.of(dir.resolve("first.mcool"), dir.resolve("second.mcool"));
        for (Path file : files) {
            try (CoolerWriter writer = CoolerWriter.create(file)) {
                MapWriter map = writer.resolution(built.chromsizes(), 10_000, DEFAULTS);
                map.coarser(2);
                write(built.pixels(), map);
                map.finish();
            }
        }
        assertThat(files.getFirst()).hasSameBinaryContentAs(files.getLast());
    }

    @Test
    void tenMegabytesOfPixelsAreWrittenInAFractionOfTheirMemory() throws IOException {
        int bins = 1_000;
        int pixels = bins * (bins + 1) / 2; // 20 bytes each: 10 MB
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Path file = dir.resolve("stream.cool");
        try (CoolerWriter writer = CoolerWriter.create(file)) {
            Chromsizes one = Chromsizes.of(List.of(new Chromosome("chr1", bins)));
            MapWriter map = writer.single(one, 1, DEFAULTS.withChunkPixels(4_096));
            long before = memory.getCurrentThreadAllocatedBytes();
            for (int row = 0; row < bins; row++) {
                for (int col = row; col < bins; col++) {
                    map.pixel(row, col, 1 + (row + col) % 7);
                }
            }
            map.finish();
            assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(2 << 20);
        }
        assertThat(pixels(file, "")).hasSize(pixels).last().isEqualTo(new Pixel(999, 999, 4));
    }

    @Test
    void aMapThatWasNotFinishedFailsTheCloseAndIsNoFileOfHdf5() throws IOException {
        Path file = dir.resolve("unfinished.mcool");
        CoolerWriter writer = CoolerWriter.create(file);
        writer.resolution(TWO, 10, DEFAULTS).pixel(0, 0, 1);
        assertThatThrownBy(writer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("/resolutions/10 was not finished, so the file is not complete");
        assertThatThrownBy(() -> new HdfFile(file)).isInstanceOf(HdfException.class);
        writer.close(); // releases nothing twice and says nothing again
    }

    @Test
    void aFileWithoutMapsFailsTheClose() throws IOException {
        CoolerWriter writer = CoolerWriter.create(dir.resolve("none.cool"));
        assertThatThrownBy(writer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no map was written");
    }

    private static void write(List<Pixel> pixels, MapWriter map) throws IOException {
        for (Pixel pixel : pixels) {
            map.pixel(pixel.bin1(), pixel.bin2(), pixel.count());
        }
    }

    static List<Pixel> pixels(Path file, String group) {
        try (HdfFile read = new HdfFile(file)) {
            long[] bin1 = longs(data(read, group + "/pixels/bin1_id"));
            long[] bin2 = longs(data(read, group + "/pixels/bin2_id"));
            double[] counts = doubles(data(read, group + "/pixels/count"));
            List<Pixel> pixels = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                pixels.add(new Pixel((int) bin1[i], (int) bin2[i], counts[i]));
            }
            return pixels;
        }
    }

    private static long[] longs(Object data) {
        return data instanceof int[] ints
                ? Arrays.stream(ints).asLongStream().toArray()
                : (long[]) data;
    }

    private static double[] doubles(Object data) {
        return switch (data) {
            case int[] ints -> Arrays.stream(ints).asDoubleStream().toArray();
            case long[] longs -> LongStream.of(longs).asDoubleStream().toArray();
            case float[] floats -> {
                double[] doubles = new double[floats.length];
                Arrays.setAll(doubles, i -> floats[i]);
                yield doubles;
            }
            case double[] doubles -> doubles;
            default -> throw new AssertionError(data.getClass());
        };
    }

    private static Object data(HdfFile file, String path) {
        return file.getDatasetByPath(path).getData();
    }

    private static Map<String, Object> attributes(Map<String, Attribute> attributes) {
        Map<String, Object> values = new TreeMap<>();
        attributes.forEach((name, attribute) -> values.put(name, attribute.getData()));
        return values;
    }
}
