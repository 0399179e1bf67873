package org.foldbase.hic.internal.hdf5;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes the filters of one chunk at a time, into a buffer that it keeps. The last shuffle is left
 * to {@link ElementDecoder}. Not thread-safe.
 */
final class ChunkDecoder implements AutoCloseable {
    private static final int SLACK = 64;

    private final FileBytes file;
    private final Filters filters;
    private final int elementSize;
    private final String what;
    private final Inflater inflater = new Inflater();
    private byte[] data = new byte[0];
    private byte[] spare = new byte[0];
    private int length;
    private boolean shuffled;

    ChunkDecoder(FileBytes file, Filters filters, int elementSize, String path) {
        this.file = file;
        this.filters = filters;
        this.elementSize = elementSize;
        this.what = "a chunk of " + path;
    }

    /** The decoded chunk, in the first bytes. */
    byte[] data() {
        return data;
    }

    boolean isShuffled() {
        return shuffled;
    }

    int elements() {
        return length / elementSize;
    }

    /**
     * Decodes the chunk at an address.
     *
     * @param mask filters that were left out, one bit each
     * @param expected bytes of the decoded chunk
     */
    void decode(long address, int stored, int mask, int expected) throws Hdf5Exception {
        shuffled = false;
        length = -1;
        for (int i = filters.steps().size() - 1; i >= 0; i--) {
            if ((mask >>> i & 1) != 0) {
                continue;
            }
            Filters.Filter step = filters.steps().get(i);
            switch (step.id()) {
                case Filters.DEFLATE -> inflate(address, stored, sizeBefore(i, mask, expected));
                case Filters.LZF -> lzf(address, stored, sizeBefore(i, mask, expected));
                case Filters.FLETCHER32 -> fletcher32(address, stored);
                case Filters.SHUFFLE -> {
                    load(address, stored);
                    if (i == 0 && step.elementSize() == elementSize) {
                        shuffled = true;
                    } else {
                        unshuffle(step.elementSize());
                    }
                }
                default -> throw damaged(address, "has an unsupported filter");
            }
        }
        load(address, stored);
        if (length != expected) {
            throw damaged(address, "has %d bytes instead of %d".formatted(length, expected));
        }
    }

    /** Undoes the last shuffle too. */
    void unshuffle() {
        if (shuffled) {
            unshuffle(elementSize);
            shuffled = false;
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    /** The size that step i was given when the chunk was written. */
    private int sizeBefore(int i, int mask, int expected) {
        int size = expected;
        for (int k = 0; k < i; k++) {
            boolean done = (mask >>> k & 1) == 0;
            size += done && filters.steps().get(k).id() == Filters.FLETCHER32 ? 4 : 0;
        }
        return size;
    }

    /** Copies the stored chunk, unless a filter has been undone already. */
    private void load(long address, int stored) {
        if (length < 0) {
            data = ensure(data, stored);
            file.copy(address, data, stored);
            length = stored;
        }
    }

    private void inflate(long address, int stored, int expected) throws Hdf5Exception {
        int given = length < 0 ? stored : length;
        checkRatio(address, given, expected, 1032);
        byte[] out = ensure(spare, expected + 1); // one more shows that there is more
        inflater.reset();
        // Not from the mapped file: if it is cut short meanwhile, native code would end the
        // process.
        load(address, stored);
        inflater.setInput(data, 0, length);
        try {
            int written = inflater.inflate(out, 0, expected + 1);
            if (written > expected || !inflater.finished()) {
                throw damaged(
                        address,
                        "does not inflate to %d bytes: %d bytes came out, and the stream %s"
                                .formatted(
                                        expected,
                                        written,
                                        inflater.finished() ? "ended" : "did not end"));
            }
            spare = data;
            data = out;
            length = written;
        } catch (DataFormatException e) {
            throw new Hdf5Exception(
                    "%s at byte %d is not a gzip stream: %s"
                            .formatted(what, file.inFile(address), e.getMessage()),
                    e);
        }
    }

    private void lzf(long address, int stored, int expected) throws Hdf5Exception {
        load(address, stored);
        checkRatio(address, length, expected, 88);
        byte[] out = ensure(spare, expected);
        int written = Lzf.decompress(data, length, out, expected);
        if (written < 0) {
            throw damaged(address, "is not LZF data of %d bytes".formatted(expected));
        }
        spare = data;
        data = out;
        length = written;
    }

    private void fletcher32(long address, int stored) throws Hdf5Exception {
        load(address, stored);
        if (length < 4) {
            throw damaged(address, "is too short for its checksum");
        }
        length -= 4;
        int sum = Checksum.fletcher32(data, length);
        int recorded = 0;
        for (int i = 3; i >= 0; i--) {
            recorded = recorded << 8 | (data[length + i] & 0xff);
        }
        // Before HDF5 1.6.3 the bytes of each half were the other way round.
        int swapped = Integer.reverseBytes(Integer.rotateLeft(sum, 16));
        if (recorded != sum && recorded != swapped) {
            throw damaged(address, "does not match its checksum");
        }
    }

    private void unshuffle(int width) {
        byte[] out = ensure(spare, length);
        int count = length / width;
        for (int k = 0; k < width && count > 0; k++) {
            int plane = k * count;
            for (int i = 0; i < count; i++) {
                out[i * width + k] = data[plane + i];
            }
        }
        int whole = count * width;
        System.arraycopy(data, whole, out, whole, length - whole);
        spare = data;
        data = out;
    }

    /** Keeps a chunk that claims to be huge from taking memory before a byte of it is read. */
    private void checkRatio(long address, int given, int expected, int ratio) throws Hdf5Exception {
        if (expected > (long) given * ratio + SLACK) {
            throw damaged(
                    address,
                    "has %d bytes, too few to decompress to %d".formatted(given, expected));
        }
    }

    private static byte[] ensure(byte[] buffer, int size) {
        return buffer.length >= size ? buffer : new byte[size];
    }

    private Hdf5Exception damaged(long address, String how) {
        return new Hdf5Exception("%s at byte %d %s".formatted(what, file.inFile(address), how));
    }
}
