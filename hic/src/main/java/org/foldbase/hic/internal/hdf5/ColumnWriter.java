package org.foldbase.hic.internal.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A one-dimensional dataset that is appended to; its length is known when it is finished.
 *
 * <p>A chunk is held in memory, and 12 bytes for every chunk that was written.
 */
public final class ColumnWriter extends NodeWriter {
    /** Twice the K of chunk indexes, which a version 0 superblock fixes at 32. */
    private static final int CHUNK_FAN_OUT = 64;

    private static final int CHUNK_KEY_BYTES = 24;
    private static final int FIRST_BUFFER_BYTES = 1 << 12;
    private static final int MAX_BUFFER_BYTES = Integer.MAX_VALUE - 8;

    private final Hdf5WriterType type;
    private final Hdf5WriterLayout layout;
    private final BlockWriter file;
    private final ChunkWriter chunks;
    private final int fullBufferBytes;

    private byte[] bytes = new byte[0];
    private ByteBuffer buffer = bufferOf(bytes);
    private long length;
    private boolean finished;

    private long[] chunkAddresses = new long[16];
    private int[] chunkBytes = new int[16];
    private int chunkCount;
    private int chunkElements;
    private long dataAddress = BlockWriter.UNDEFINED;

    ColumnWriter(
            String path,
            Hdf5WriterType type,
            Hdf5WriterLayout layout,
            BlockWriter file,
            ChunkWriter chunks) {
        super(path);
        long full =
                layout.isContiguous()
                        ? MAX_BUFFER_BYTES
                        : (long) layout.chunkElements() * type.sizeBytes();
        if (full > MAX_BUFFER_BYTES) {
            throw new IllegalArgumentException(
                    "%s: a chunk of %d elements has %d bytes; at most %d are possible"
                            .formatted(path, layout.chunkElements(), full, MAX_BUFFER_BYTES));
        }
        if (!type.fitsHeader()) {
            throw new IllegalArgumentException(
                    "%s: %s is too long for an HDF5 header".formatted(path, type));
        }
        this.type = type;
        this.layout = layout;
        this.file = file;
        this.chunks = chunks;
        this.fullBufferBytes = (int) full;
        this.chunkElements = layout.chunkElements();
    }

    private static ByteBuffer bufferOf(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Appends to a column of whole numbers or an enumeration.
     *
     * @throws IllegalArgumentException if the type cannot hold the value
     */
    public void append(long value) throws IOException {
        if (!type.accepts(value)) {
            throw refused(value);
        }
        type.put(value, room());
        appended();
    }

    /**
     * Appends to a column of floating-point numbers.
     *
     * @throws IllegalArgumentException if the type cannot hold the value
     */
    public void append(double value) throws IOException {
        if (!type.accepts(value)) {
            throw refused(value);
        }
        type.put(value, room());
        appended();
    }

    /**
     * Appends to a column of strings.
     *
     * @throws IllegalArgumentException if the type cannot hold the value
     */
    public void append(String value) throws IOException {
        if (!type.accepts(value)) {
            throw refused(value);
        }
        type.put(value, room());
        appended();
    }

    /** Sets a scalar attribute: a string, whole number, double or boolean. */
    public ColumnWriter attribute(String name, Object value) {
        attributes.set(path, name, value);
        return this;
    }

    public long length() {
        return length;
    }

    /** Writes what is left; nothing can be appended after. Finishing twice changes nothing. */
    public void finish() throws IOException {
        if (finished) {
            return;
        }
        finished = true;
        if (layout.isContiguous()) {
            dataAddress = length == 0 ? BlockWriter.UNDEFINED : file.append(buffer.flip());
        } else {
            if (buffer.position() > 0) {
                writeLastChunk();
            }
            dataAddress = chunkCount == 0 ? BlockWriter.UNDEFINED : writeChunkIndex();
        }
        bytes = new byte[0];
        buffer = bufferOf(bytes);
        chunkAddresses = new long[0];
        chunkBytes = new int[0];
    }

    private IllegalArgumentException refused(Object value) {
        return new IllegalArgumentException(
                "%s holds %s and cannot take %s as its element %d"
                        .formatted(path, type, value, length));
    }

    private ByteBuffer room() {
        if (finished) {
            throw new IllegalStateException("%s is finished already".formatted(path));
        }
        if (buffer.remaining() < type.sizeBytes()) {
            long larger = Math.max(FIRST_BUFFER_BYTES, 2L * buffer.capacity());
            int capacity = (int) Math.min(fullBufferBytes, larger);
            if (capacity - buffer.position() < type.sizeBytes()) {
                if (fullBufferBytes - buffer.position() < type.sizeBytes()) {
                    throw new IllegalArgumentException(
                            "%s is over 2 GB; a column of that size must be chunked"
                                    .formatted(path));
                }
                capacity = buffer.position() + type.sizeBytes();
            }
            bytes = Arrays.copyOf(bytes, capacity);
            buffer = bufferOf(bytes).position(buffer.position());
        }
        return buffer;
    }

    private void appended() throws IOException {
        length++;
        if (!layout.isContiguous() && buffer.position() == fullBufferBytes) {
            writeChunk(fullBufferBytes);
        }
    }

    /** HDF5 stores whole chunks only; a column of less than one gets a chunk of its own length. */
    private void writeLastChunk() throws IOException {
        int used = buffer.position();
        if (chunkCount == 0) {
            chunkElements = (int) length;
            writeChunk(used);
        } else {
            if (buffer.capacity() < fullBufferBytes) {
                throw new AssertionError("a later chunk has the buffer of the first");
            }
            Arrays.fill(bytes, used, fullBufferBytes, (byte) 0);
            writeChunk(fullBufferBytes);
        }
    }

    private void writeChunk(int usedBytes) throws IOException {
        ByteBuffer stored = chunks.encode(bytes, usedBytes, type.sizeBytes(), layout);
        if (chunkCount == chunkAddresses.length) {
            int larger = Math.multiplyExact(2, chunkCount);
            chunkAddresses = Arrays.copyOf(chunkAddresses, larger);
            chunkBytes = Arrays.copyOf(chunkBytes, larger);
        }
        chunkBytes[chunkCount] = stored.remaining();
        chunkAddresses[chunkCount] = file.append(stored);
        chunkCount++;
        buffer.clear();
    }

    private long writeChunkIndex() throws IOException {
        return new BTreeWriter(BTreeWriter.CHUNK_NODE, CHUNK_FAN_OUT, CHUNK_KEY_BYTES)
                .write(file, chunkCount, chunk -> chunkAddresses[chunk], this::putChunkKey);
    }

    private void putChunkKey(int chunk, BytesWriter out) {
        boolean afterLast = chunk == chunkCount;
        out.put4(afterLast ? 0 : chunkBytes[chunk])
                .put4(0)
                .put8((long) chunk * chunkElements)
                .put8(afterLast ? type.sizeBytes() : 0);
    }

    @Override
    long writeHeader(BlockWriter target, HeapWriter heap) throws IOException {
        finish();
        ObjectHeaderWriter header = new ObjectHeaderWriter();
        header.message(ObjectHeaderWriter.DATASPACE, dataspace());
        BytesWriter description = new BytesWriter();
        type.putDescription(description);
        header.constant(ObjectHeaderWriter.DATATYPE, description);
        header.constant(ObjectHeaderWriter.FILL_VALUE, fillValue());
        if (layout.shuffle() || layout.gzipLevel() > 0) {
            header.constant(ObjectHeaderWriter.FILTERS, filters());
        }
        header.message(ObjectHeaderWriter.LAYOUT, dataLayout());
        attributes.write(header, heap);
        return header.write(target);
    }

    private BytesWriter dataspace() {
        int rank = 1;
        int hasMaximum = 1;
        BytesWriter out = new BytesWriter().put1(1).put1(rank);
        if (layout.isContiguous()) {
            return out.put1(0).zeros(5).put8(length);
        }
        long unlimited = -1;
        return out.put1(hasMaximum).zeros(5).put8(length).put8(unlimited);
    }

    private BytesWriter fillValue() {
        int allocate = layout.isContiguous() ? 2 : 3;
        int writeIfSet = 2;
        return new BytesWriter().put1(2).put1(allocate).put1(writeIfSet).put1(1).put4(0);
    }

    private BytesWriter filters() {
        int count = (layout.shuffle() ? 1 : 0) + (layout.gzipLevel() > 0 ? 1 : 0);
        BytesWriter out = new BytesWriter().put1(1).put1(count).zeros(6);
        if (layout.shuffle()) {
            putFilter(out, 2, "shuffle", type.sizeBytes());
        }
        if (layout.gzipLevel() > 0) {
            putFilter(out, 1, "deflate", layout.gzipLevel());
        }
        return out;
    }

    private static void putFilter(BytesWriter out, int id, String name, int parameter) {
        int optional = 1;
        int nameBytes = 8;
        int parameters = 1;
        out.put2(id).put2(nameBytes).put2(optional).put2(parameters);
        out.putPaddedText(name).put4(parameter).put4(0);
    }

    private BytesWriter dataLayout() {
        int contiguous = 1;
        int chunked = 2;
        BytesWriter out = new BytesWriter().put1(3);
        if (layout.isContiguous()) {
            return out.put1(contiguous).put8(dataAddress).put8(length * type.sizeBytes());
        }
        int rankWithElement = 2;
        return out.put1(chunked)
                .put1(rankWithElement)
                .put8(dataAddress)
                .put4(chunkElements)
                .put4(type.sizeBytes());
    }
}
