package org.foldbase.hic.internal.hdf5;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Applies the filters to chunks, one at a time: shuffle, then gzip. */
final class ChunkWriter implements AutoCloseable {
    private final Deflater deflater = new Deflater();
    private byte[] shuffled = new byte[0];
    private byte[] packed = new byte[0];

    /**
     * What is to be stored for a chunk.
     *
     * @param chunk the chunk's bytes from index 0 to {@code length}
     * @return valid until the next call
     */
    ByteBuffer encode(byte[] chunk, int length, int elementBytes, Hdf5WriterLayout layout) {
        byte[] bytes = chunk;
        if (layout.shuffle() && elementBytes > 1) {
            bytes = shuffle(chunk, length, elementBytes);
        }
        return layout.gzipLevel() == 0
                ? ByteBuffer.wrap(bytes, 0, length)
                : deflate(bytes, length, layout.gzipLevel());
    }

    private byte[] shuffle(byte[] chunk, int length, int elementBytes) {
        if (shuffled.length < length) {
            shuffled = new byte[length];
        }
        int to = 0;
        for (int plane = 0; plane < elementBytes; plane++) {
            for (int from = plane; from < length; from += elementBytes) {
                shuffled[to++] = chunk[from];
            }
        }
        return shuffled;
    }

    private ByteBuffer deflate(byte[] bytes, int length, int level) {
        deflater.reset();
        deflater.setLevel(level);
        deflater.setInput(bytes, 0, length);
        deflater.finish();
        int size = 0;
        while (!deflater.finished()) {
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, Math.max(1 << 13, size * 2));
            }
            size += deflater.deflate(packed, size, packed.length - size);
        }
        return ByteBuffer.wrap(packed, 0, size);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
