package org.foldbase.hic.internal.hdf5;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A dataset of one column, or a scalar. Thread-safe. */
public final class Hdf5Dataset {
    private final ObjectHeader header;
    private final Column column;

    Hdf5Dataset(ObjectHeader header) throws Hdf5Exception {
        this.header = header;
        this.column = Column.read(header);
    }

    /** From the root: {@code /pixels/count}. */
    public String path() {
        return header.path();
    }

    /** Elements: 1 for a scalar, and the product of the extents for a matrix. */
    public long size() {
        return column.size();
    }

    public Hdf5Type type() {
        return column.type().type();
    }

    /** Bytes of an element; of a variable-length string, of the reference to it. */
    public int elementSizeBytes() {
        return column.type().size();
    }

    /** Attributes of one value that is text, a number or a boolean, by name. */
    public Map<String, Object> attributes() throws Hdf5Exception {
        return Attributes.read(header);
    }

    /** The names of an enum's numbers, in the file's order; empty for other types. */
    public Map<Long, String> enumNames() {
        return column.type().enumNames();
    }

    /** Elements that are decoded together: a chunk, or 65,536 where there are no chunks. */
    public long chunkSize() {
        return column.chunkElements();
    }

    /** In words: {@code contiguous}, {@code chunked 12208 × gzip+shuffle}. */
    public String storage() {
        return column.storage();
    }

    /** Bytes that the elements take in the file, without the index of the chunks. */
    public long storedBytes() throws Hdf5Exception {
        return column.index().storedBytes();
    }

    /** Reads a column of text; equal texts are one object. */
    public List<String> readStrings() throws Hdf5Exception {
        Datatype type = column.type();
        if (type.type() != Hdf5Type.STRING) {
            throw new Hdf5Exception("%s does not hold text".formatted(path()));
        }
        String[] values = new String[column.wholeLength()];
        ChunkIndex index = column.index();
        VariableStrings heap = new VariableStrings(column.file(), path());
        Map<String, String> known = new HashMap<>();
        byte[] fill = column.fill().length == 0 ? new byte[type.size()] : column.fill();
        try (ChunkDecoder decoder = column.decoder()) {
            long chunk = column.chunkElements();
            for (long first = 0; first < values.length; first += chunk) {
                int count = (int) Math.min(chunk, values.length - first);
                int slot = index.find(first / chunk);
                boolean written = slot >= 0;
                if (written) {
                    column.decode(index, slot, first / chunk, decoder);
                    decoder.unshuffle();
                }
                byte[] data = written ? decoder.data() : fill;
                String last = "";
                int lastAt = -1;
                for (int i = 0; i < count; i++) {
                    int at = written ? i * type.size() : 0;
                    if (lastAt < 0 || !same(data, lastAt, at, type.size())) {
                        String text = type.variable() ? heap.read(data, at) : type.text(data, at);
                        String before = known.putIfAbsent(text, text);
                        last = before == null ? text : before;
                        lastAt = at;
                    }
                    values[(int) first + i] = last;
                }
            }
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    private static boolean same(byte[] data, int a, int b, int length) {
        return Arrays.equals(data, a, a + length, data, b, b + length);
    }

    /**
     * Reads a whole column of integers, or an enum's numbers.
     *
     * @throws Hdf5Exception also if a number does not fit; it names the element
     */
    public int[] readInts() throws Hdf5Exception {
        try (ColumnReader reader = reader()) {
            int[] values = new int[column.wholeLength()];
            reader.readInts(0, values.length, values, 0);
            return values;
        }
    }

    /** Reads a whole column of integers, or an enum's numbers. */
    public long[] readLongs() throws Hdf5Exception {
        try (ColumnReader reader = reader()) {
            long[] values = new long[column.wholeLength()];
            reader.readLongs(0, values.length, values, 0);
            return values;
        }
    }

    /** Reads a whole column of floats or integers. */
    public double[] readDoubles() throws Hdf5Exception {
        try (ColumnReader reader = reader()) {
            double[] values = new double[column.wholeLength()];
            reader.readDoubles(0, values.length, values, 0);
            return values;
        }
    }

    /** A reader of runs of numbers; cheap, one for each thread. */
    public ColumnReader reader() throws Hdf5Exception {
        if (!column.type().isInteger() && type() != Hdf5Type.FLOAT) {
            throw new Hdf5Exception("%s does not hold numbers that can be read".formatted(path()));
        }
        return new ColumnReader(column);
    }

    @Override
    public String toString() {
        return "%s: %d × %s of %d bytes, %s"
                .formatted(path(), size(), type(), elementSizeBytes(), storage());
    }
}
