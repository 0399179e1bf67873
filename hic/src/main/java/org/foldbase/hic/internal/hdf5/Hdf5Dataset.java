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
        VariableStrings heap = new VariableStrings(column.file(), path());
        if (column.fill().length > 0) {
            Arrays.fill(values, text(heap, column.fill(), 0));
        } else {
            Arrays.fill(values, "");
        }
        ChunkIndex index = column.index();
        Map<String, String> known = new HashMap<>();
        try (ChunkDecoder decoder = column.decoder()) {
            for (int slot = 0; slot < index.count(); slot++) {
                column.decode(index, slot, decoder);
                decoder.unshuffle();
                int first = (int) (index.ordinal(slot) * column.chunkElements());
                int count = Math.min(decoder.elements(), values.length - first);
                int width = type.size();
                for (int i = 0; i < count; i++) {
                    values[first + i] =
                            i > 0 && repeats(decoder.data(), i * width, width)
                                    ? values[first + i - 1]
                                    : equal(known, text(heap, decoder.data(), i * width));
                }
            }
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    private String text(VariableStrings heap, byte[] data, int at) throws Hdf5Exception {
        Datatype type = column.type();
        return type.variable() ? heap.read(data, at) : type.text(data, at);
    }

    /** The first of the texts that are equal to this one. */
    private static String equal(Map<String, String> known, String text) {
        String before = known.putIfAbsent(text, text);
        return before == null ? text : before;
    }

    /** Whether an element's bytes are those of the element before it. */
    private static boolean repeats(byte[] data, int at, int width) {
        return Arrays.equals(data, at, at + width, data, at - width, at);
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
