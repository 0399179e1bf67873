package org.foldbase.hic.internal.hdf5;

import java.util.Objects;

/**
 * Reads runs of a numeric column. It holds the last decoded chunk, so that consecutive runs decode
 * each chunk once. Not thread-safe; close it to free the decompressor.
 *
 * <p>Every method throws {@link Hdf5Exception} for a run outside the column or damaged data, and
 * {@link IndexOutOfBoundsException} for one outside the array.
 */
public final class ColumnReader implements AutoCloseable {
    private static final int FILL_ELEMENTS = 1024;

    private final Column column;
    private final ElementDecoder elements;
    private final ChunkIndex index;
    private final ChunkDecoder decoder;
    private long decoded = -1;
    private byte[] fillBlock = new byte[0];

    ColumnReader(Column column) throws Hdf5Exception {
        this.column = column;
        this.elements = new ElementDecoder(column.type());
        this.index = column.index();
        this.decoder = column.decoder();
    }

    /** Takes a run of one chunk: the elements from {@code first} on. */
    private interface Run {
        /** Returns the index of an element that does not fit, counted from the first, or -1. */
        int take(byte[] data, boolean shuffled, int count, int first, int length, int at);
    }

    /**
     * Reads integers, or an enum's numbers.
     *
     * @throws Hdf5Exception also if a number does not fit, or the column holds floats
     */
    public void readInts(long from, int length, int[] into, int at) throws Hdf5Exception {
        Objects.checkFromIndexSize(at, length, into.length);
        requireIntegers();
        read(
                from,
                length,
                at,
                "int",
                (data, shuffled, count, first, run, to) ->
                        elements.toInts(data, shuffled, count, first, run, into, to));
    }

    /**
     * Reads integers, or an enum's numbers.
     *
     * @throws Hdf5Exception also if an unsigned number does not fit, or the column holds floats
     */
    public void readLongs(long from, int length, long[] into, int at) throws Hdf5Exception {
        Objects.checkFromIndexSize(at, length, into.length);
        requireIntegers();
        read(
                from,
                length,
                at,
                "long",
                (data, shuffled, count, first, run, to) ->
                        elements.toLongs(data, shuffled, count, first, run, into, to));
    }

    /** Reads floats or integers; a 64-bit integer becomes the nearest double. */
    public void readDoubles(long from, int length, double[] into, int at) throws Hdf5Exception {
        Objects.checkFromIndexSize(at, length, into.length);
        read(
                from,
                length,
                at,
                "double",
                (data, shuffled, count, first, run, to) -> {
                    elements.toDoubles(data, shuffled, count, first, run, into, to);
                    return -1;
                });
    }

    /** Decompresses the chunks that hold the run, and nothing else. */
    public void inflateOnly(long from, int length) throws Hdf5Exception {
        read(from, length, 0, "byte", (_, _, _, _, _, _) -> -1);
    }

    @Override
    public void close() {
        decoder.close();
    }

    private void read(long from, int length, int at, String target, Run run) throws Hdf5Exception {
        if (from < 0 || length < 0 || from > column.size() - length) {
            throw new Hdf5Exception(
                    "%s has %d elements; %d from %d on were asked for"
                            .formatted(column.path(), column.size(), length, from));
        }
        long chunkElements = column.chunkElements();
        int done = 0;
        while (done < length) {
            long element = from + done;
            long ordinal = element / chunkElements;
            int first = (int) (element - ordinal * chunkElements);
            int part;
            int bad;
            if (load(ordinal)) {
                part = (int) Math.min(length - done, chunkElements - first);
                boolean shuffled = decoder.isShuffled();
                int count = decoder.elements();
                bad = run.take(decoder.data(), shuffled, count, first, part, at + done);
            } else {
                long missing = index.missingFrom(ordinal);
                long left = missing > length ? length : missing * chunkElements - first;
                part = (int) Math.min(length - done, left);
                bad = fill(part, at + done, run);
            }
            if (bad >= 0) {
                throw new Hdf5Exception(
                        "element %d of %s is outside the range of %s"
                                .formatted(element + bad, column.path(), target));
            }
            done += part;
        }
    }

    /** Makes a chunk the decoded one; false if it was never written. */
    private boolean load(long ordinal) throws Hdf5Exception {
        if (ordinal == decoded) {
            return true;
        }
        int slot = index.find(ordinal);
        if (slot < 0) {
            return false;
        }
        decoded = -1;
        column.decode(index, slot, decoder);
        decoded = ordinal;
        return true;
    }

    /** Hands out the fill value in blocks, so that huge missing chunks take no memory. */
    private int fill(int length, int at, Run run) {
        for (int done = 0; done < length; done += FILL_ELEMENTS) {
            int part = Math.min(FILL_ELEMENTS, length - done);
            int bad = run.take(fillBlock(), false, FILL_ELEMENTS, 0, part, at + done);
            if (bad >= 0) {
                return done + bad;
            }
        }
        return -1;
    }

    private byte[] fillBlock() {
        if (fillBlock.length == 0) {
            fillBlock = new byte[FILL_ELEMENTS * column.type().size()];
            byte[] fill = column.fill();
            for (int i = 0; i < fillBlock.length && fill.length > 0; i++) {
                fillBlock[i] = fill[i % fill.length];
            }
        }
        return fillBlock;
    }

    private void requireIntegers() throws Hdf5Exception {
        if (!column.type().isInteger()) {
            throw new Hdf5Exception("%s does not hold integers".formatted(column.path()));
        }
    }
}
