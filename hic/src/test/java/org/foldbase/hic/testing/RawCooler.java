package org.foldbase.hic.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.foldbase.hic.internal.hdf5.ColumnWriter;
import org.foldbase.hic.internal.hdf5.GroupWriter;
import org.foldbase.hic.internal.hdf5.Hdf5Writer;
import org.foldbase.hic.internal.hdf5.Hdf5WriterLayout;
import org.foldbase.hic.internal.hdf5.Hdf5WriterType;
import org.foldbase.hic.testing.BuiltMap.Pixel;

/**
 * A file in cooler's schema with columns exactly as given, however wrong: for what {@link
 * CoolerBuilder} would not write. It begins as a blank map of one chromosome.
 *
 * <pre>{@code
 * Path file = RawCooler.bins(4).column("indexes/bin1_offset", 0, 2, 1, 3, 3).write(dir);
 * }</pre>
 */
public final class RawCooler {
    public static final int BIN_SIZE_BP = 10;

    private final Map<String, Object> attributes = new TreeMap<>();
    private final Map<String, Object> columns = new TreeMap<>();
    private int chunk = 1 << 16;

    private RawCooler(int binCount) {
        attributes.put("bin-size", BIN_SIZE_BP);
        attributes.put("bin-type", "fixed");
        attributes.put("format-version", 3);
        attributes.put("storage-mode", "symmetric-upper");
        columns.put("chroms/name", List.of("chr1"));
        column("chroms/length", (long) binCount * BIN_SIZE_BP);
        column("bins/chrom", new long[binCount]);
        column("bins/start", LongStream.range(0, binCount).map(i -> i * BIN_SIZE_BP).toArray());
        column("bins/end", LongStream.range(1, binCount + 1).map(i -> i * BIN_SIZE_BP).toArray());
        column("indexes/chrom_offset", 0, binCount);
        column("indexes/bin1_offset", new long[binCount + 1]);
        pixels(List.of());
    }

    /** A map of so many bins of {@link #BIN_SIZE_BP} base pairs without pixels or weights. */
    public static RawCooler bins(int count) {
        return new RawCooler(count);
    }

    public RawCooler attribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    /** Puts a column of int64, {@code group/name}. */
    public RawCooler column(String path, long... values) {
        columns.put(path, values);
        return this;
    }

    /** Puts a column of float64, {@code group/name}. */
    public RawCooler floats(String path, double... values) {
        columns.put(path, values);
        return this;
    }

    public RawCooler without(String path) {
        columns.remove(path);
        return this;
    }

    /** Elements in a chunk of every column. */
    public RawCooler chunk(int elements) {
        chunk = elements;
        return this;
    }

    /** Puts pixels in the given order, with the index that their rows, which must rise, make. */
    public RawCooler pixels(List<Pixel> pixels) {
        column("pixels/bin1_id", pixels.stream().mapToLong(Pixel::bin1).toArray());
        column("pixels/bin2_id", pixels.stream().mapToLong(Pixel::bin2).toArray());
        floats("pixels/count", pixels.stream().mapToDouble(Pixel::count).toArray());
        long[] offsets = (long[]) columns.getOrDefault("indexes/bin1_offset", new long[0]);
        long[] counted = new long[offsets.length];
        for (Pixel pixel : pixels) {
            counted[pixel.bin1() + 1]++;
        }
        IntStream.range(1, counted.length).forEach(i -> counted[i] += counted[i - 1]);
        return column("indexes/bin1_offset", counted);
    }

    /** Writes {@code raw.cool}. */
    public Path write(Path dir) throws IOException {
        Path file = dir.resolve("raw.cool");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            attributes.forEach(writer.root()::attribute);
            Map<String, GroupWriter> groups = new HashMap<>();
            for (Map.Entry<String, Object> column : columns.entrySet()) {
                String[] path = column.getKey().split("/", 2);
                GroupWriter group = groups.computeIfAbsent(path[0], writer.root()::group);
                write(group, path[1], column.getValue());
            }
            writer.finish();
        }
        return file;
    }

    private void write(GroupWriter group, String name, Object values) throws IOException {
        Hdf5WriterLayout layout = new Hdf5WriterLayout(chunk, true, 1);
        switch (values) {
            case long[] numbers -> {
                ColumnWriter column = group.column(name, Hdf5WriterType.INT64, layout);
                for (long number : numbers) {
                    column.append(number);
                }
            }
            case double[] numbers -> {
                ColumnWriter column = group.column(name, Hdf5WriterType.FLOAT64, layout);
                for (double number : numbers) {
                    column.append(number);
                }
            }
            default -> {
                List<String> texts = ((List<?>) values).stream().map(String::valueOf).toList();
                ColumnWriter column = group.column(name, Hdf5WriterType.textFor(texts), layout);
                for (String text : texts) {
                    column.append(text);
                }
            }
        }
    }
}
