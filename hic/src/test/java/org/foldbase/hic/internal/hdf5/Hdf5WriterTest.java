package org.foldbase.hic.internal.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hdf5WriterTest {
    private static final Hdf5WriterLayout SMALL_CHUNKS = Hdf5WriterLayout.chunked(16);
    private static final long SEED = 11;

    @TempDir Path dir;

    static Stream<Hdf5WriterLayout> layouts() {
        return Stream.of(
                Hdf5WriterLayout.contiguous(),
                new Hdf5WriterLayout(16, false, 0),
                new Hdf5WriterLayout(16, true, 0),
                new Hdf5WriterLayout(16, false, 1),
                new Hdf5WriterLayout(16, true, 6),
                new Hdf5WriterLayout(1, true, 9),
                new Hdf5WriterLayout(1 << 16, true, 6));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyNumberTypeIsReadBackByAnotherReaderInEveryLayout(Hdf5WriterLayout layout)
            throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] ints = random.ints(100).toArray();
        long[] longs = random.longs(100).toArray();
        double[] doubles = random.doubles(100, -1e300, 1e300).toArray();
        doubles[3] = Double.NaN;
        doubles[4] = Double.NEGATIVE_INFINITY;
        float[] floats = new float[100];
        Path file = dir.resolve("numbers.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            GroupWriter group = writer.root().group("numbers");
            ColumnWriter int32 = group.column("int32", Hdf5WriterType.INT32, layout);
            ColumnWriter int64 = group.column("int64", Hdf5WriterType.INT64, layout);
            ColumnWriter float32 = group.column("float32", Hdf5WriterType.FLOAT32, layout);
            ColumnWriter float64 = group.column("float64", Hdf5WriterType.FLOAT64, layout);
            for (int i = 0; i < 100; i++) {
                floats[i] = (float) (doubles[i] / 1e290);
                int32.append((long) ints[i]);
                int64.append(longs[i]);
                float32.append((double) floats[i]);
                float64.append(doubles[i]);
            }
            writer.finish();
        }
        try (HdfFile read = new HdfFile(file)) {
            assertThat(data(read, "/numbers/int32")).isEqualTo(ints);
            assertThat(data(read, "/numbers/int64")).isEqualTo(longs);
            assertThat(data(read, "/numbers/float32")).isEqualTo(floats);
            assertThat(data(read, "/numbers/float64")).isEqualTo(doubles);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 32, 33})
    void aColumnMayEndAnywhereInAChunk(int length) throws IOException {
        Path file = dir.resolve("length.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            appendRange(writer.root().column("n", Hdf5WriterType.INT64, SMALL_CHUNKS), length);
            appendRange(
                    writer.root().column("c", Hdf5WriterType.INT64, Hdf5WriterLayout.contiguous()),
                    length);
            writer.finish();
        }
        try (HdfFile read = new HdfFile(file)) {
            long[] expected = IntStream.range(0, length).asLongStream().toArray();
            for (String path : List.of("/n", "/c")) {
                assertThat(read.getDatasetByPath(path).getDimensions()).containsExactly(length);
                if (length > 0) {
                    assertThat(data(read, path)).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 4_096, 4_097, 6_000})
    void aChunkIndexMayHaveAnyNumberOfLevels(int chunks) throws IOException {
        Path file = dir.resolve("levels.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            Hdf5WriterLayout layout = new Hdf5WriterLayout(2, false, 1);
            appendRange(writer.root().column("n", Hdf5WriterType.INT32, layout), 2 * chunks);
            writer.finish();
        }
        try (HdfFile read = new HdfFile(file)) {
            assertThat(data(read, "/n")).isEqualTo(IntStream.range(0, 2 * chunks).toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void textAndEnumerationsAreReadBack(Hdf5WriterLayout layout) throws IOException {
        List<String> ascii = List.of("chr1", "chrUn_KI270748v1", "x", "");
        List<String> utf8 = List.of("Größe", "染色体", "a");
        Map<String, Integer> members = new TreeMap<>(Map.of("chr1", 0, "chrX", 7, "chr-", 3));
        Path file = dir.resolve("text.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            GroupWriter root = writer.root();
            ColumnWriter first = root.column("ascii", Hdf5WriterType.textFor(ascii), layout);
            for (String value : ascii) {
                first.append(value);
            }
            ColumnWriter second = root.column("utf8", Hdf5WriterType.textFor(utf8), layout);
            for (String value : utf8) {
                second.append(value);
            }
            ColumnWriter third = root.column("enum", Hdf5WriterType.enumeration(members), layout);
            for (int value : List.of(7, 0, 3, 7)) {
                third.append((long) value);
            }
            writer.finish();
        }
        try (HdfFile read = new HdfFile(file)) {
            assertThat((String[]) data(read, "/ascii")).containsExactlyElementsOf(ascii);
            assertThat((String[]) data(read, "/utf8")).containsExactlyElementsOf(utf8);
            assertThat((String[]) data(read, "/enum"))
                    .containsExactly("chrX", "chr1", "chr-", "chrX");
        }
    }

    @Test
    void attributesOfGroupsAndColumnsAreReadBack() throws IOException {
        String longText = "0123456789".repeat(10_000);
        Path file = dir.resolve("attributes.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            writer.root()
                    .attribute("text", "Größe 染色体")
                    .attribute("long text", longText)
                    .attribute("empty", "")
                    .attribute("whole", Long.MIN_VALUE)
                    .attribute("int", 42)
                    .attribute("replaced", "before")
                    .attribute("replaced", 0.1);
            writer.root()
                    .column("n", Hdf5WriterType.INT32, SMALL_CHUNKS)
                    .attribute("nan", Double.NaN)
                    .attribute("text", "of the column");
            writer.finish();
        }
        try (HdfFile read = new HdfFile(file)) {
            assertThat(read.getAttribute("text").getData()).isEqualTo("Größe 染色体");
            assertThat(read.getAttribute("long text").getData()).isEqualTo(longText);
            assertThat(read.getAttribute("empty").getData()).isEqualTo("");
            assertThat(read.getAttribute("whole").getData()).isEqualTo(Long.MIN_VALUE);
            assertThat(read.getAttribute("int").getData()).isEqualTo(42L);
            assertThat(read.getAttribute("replaced").getData()).isEqualTo(0.1);
            assertThat(read.getByPath("/n").getAttribute("nan").getData()).isEqualTo(Double.NaN);
            assertThat(read.getByPath("/n").getAttribute("text").getData())
                    .isEqualTo("of the column");
        }
    }

    @Test
    void aBooleanAttributeIsAnEnumerationAsH5pyHasIt() throws IOException {
        Path file = dir.resolve("boolean.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            writer.root().attribute("yes", true).attribute("no", false);
            writer.finish();
        }
        try (HdfFile read = new HdfFile(file)) {
            assertThat(read.getAttribute("yes").getData()).isEqualTo("TRUE");
            assertThat(read.getAttribute("no").getData()).isEqualTo("FALSE");
        }
    }

    @Test
    void stringAttributesMayFillManyHeapCollections() throws IOException {
        Path file = dir.resolve("heap.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            for (int i = 0; i < 600; i++) {
                writer.root().attribute("a" + i, "v".repeat(i));
            }
            writer.finish();
        }
        try (HdfFile read = new HdfFile(file)) {
            for (int i = 0; i < 600; i++) {
                assertThat(read.getAttribute("a" + i).getData()).isEqualTo("v".repeat(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 256, 257, 9_000})
    void aGroupMayHaveAnyNumberOfNames(int names) throws IOException {
        Path file = dir.resolve("names.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            GroupWriter cells = writer.root().group("cells");
            for (int i = 0; i < names; i++) {
                cells.group("cell" + i).attribute("number", i);
            }
            writer.finish();
        }
        try (HdfFile read = new HdfFile(file)) {
            Group cells = (Group) read.getByPath("/cells");
            assertThat(cells.getChildren()).hasSize(names);
            for (int i = 0; i < names; i++) {
                assertThat(cells.getChild("cell" + i).getAttribute("number").getData())
                        .isEqualTo((long) i);
            }
        }
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        Path first = dir.resolve("first.h5");
        Path second = dir.resolve("second.h5");
        for (Path file : List.of(first, second)) {
            try (Hdf5Writer writer = Hdf5Writer.create(file)) {
                writer.root().attribute("b", "text").attribute("a", 1);
                appendRange(writer.root().column("n", Hdf5WriterType.INT32, SMALL_CHUNKS), 1_000);
                writer.finish();
            }
        }
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void theOrderOfAttributesDoesNotMatter() throws IOException {
        Path first = dir.resolve("first.h5");
        Path second = dir.resolve("second.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(first)) {
            writer.root().attribute("a", "text").attribute("b", true);
            writer.finish();
        }
        try (Hdf5Writer writer = Hdf5Writer.create(second)) {
            writer.root().attribute("b", true).attribute("a", "text");
            writer.finish();
        }
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void anUnfinishedFileIsNotTakenForAWholeOne() throws IOException {
        Path file = dir.resolve("unfinished.h5");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            appendRange(writer.root().column("n", Hdf5WriterType.INT32, SMALL_CHUNKS), 1_000);
        }
        assertThat(Files.size(file)).isGreaterThan(96);
        assertThatThrownBy(() -> new HdfFile(file)).isInstanceOf(HdfException.class);
    }

    @Test
    void aFileThatIsThereIsNotTouched() throws IOException {
        Path file = Files.writeString(dir.resolve("there.h5"), "precious");
        assertThatThrownBy(() -> Hdf5Writer.create(file))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("precious");
    }

    @Test
    void aValueThatTheTypeCannotHoldIsRefusedWithItsPlace() throws IOException {
        try (Hdf5Writer writer = Hdf5Writer.create(dir.resolve("refused.h5"))) {
            GroupWriter group = writer.root().group("pixels");
            ColumnWriter int32 = group.column("id", Hdf5WriterType.INT32, SMALL_CHUNKS);
            int32.append(1L);
            assertThatThrownBy(() -> int32.append(1L << 31))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "/pixels/id holds int32 and cannot take 2147483648 as its element 1");
            assertThatThrownBy(() -> int32.append(0.5))
                    .isInstanceOf(IllegalArgumentException.class);
            ColumnWriter float32 = group.column("f", Hdf5WriterType.FLOAT32, SMALL_CHUNKS);
            assertThatThrownBy(() -> float32.append(1e39))
                    .isInstanceOf(IllegalArgumentException.class);
            ColumnWriter text =
                    group.column("text", Hdf5WriterType.textFor(List.of("abc")), SMALL_CHUNKS);
            assertThatThrownBy(() -> text.append("abcd"))
                    .isInstanceOf(IllegalArgumentException.class);
            ColumnWriter named =
                    group.column("e", Hdf5WriterType.enumeration(Map.of("a", 1)), SMALL_CHUNKS);
            assertThatThrownBy(() -> named.append(2L)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFinishedColumnTakesNoMore() throws IOException {
        try (Hdf5Writer writer = Hdf5Writer.create(dir.resolve("finished.h5"))) {
            ColumnWriter column = writer.root().column("n", Hdf5WriterType.INT32, SMALL_CHUNKS);
            column.finish();
            assertThatThrownBy(() -> column.append(1L))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("/n is finished already");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a/b", "taken"})
    void aNameThatCannotBeOneIsRefused(String name) throws IOException {
        try (Hdf5Writer writer = Hdf5Writer.create(dir.resolve("name.h5"))) {
            writer.root().group("taken");
            assertThatThrownBy(() -> writer.root().group(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + name + "'");
        }
    }

    @Test
    void anEnumerationTooLongForAHeaderIsRefused() throws IOException {
        Map<String, Integer> members = new TreeMap<>();
        for (int i = 0; i < 6_000; i++) {
            members.put("contig" + i, i);
        }
        Hdf5WriterType type = Hdf5WriterType.enumeration(members);
        assertThat(type.fitsHeader()).isFalse();
        try (Hdf5Writer writer = Hdf5Writer.create(dir.resolve("enum.h5"))) {
            assertThatThrownBy(() -> writer.root().column("chrom", type, SMALL_CHUNKS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "/chrom: an enumeration of 6000 names is too long for an HDF5 header");
        }
    }

    @Test
    void anAttributeOfAnotherTypeIsRefused() throws IOException {
        try (Hdf5Writer writer = Hdf5Writer.create(dir.resolve("attribute.h5"))) {
            assertThatThrownBy(() -> writer.root().attribute("list", List.of(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("attribute list of / is a");
        }
    }

    private static void appendRange(ColumnWriter column, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            column.append((long) i);
        }
    }

    private static Object data(HdfFile file, String path) {
        return file.getDatasetByPath(path).getData();
    }
}
