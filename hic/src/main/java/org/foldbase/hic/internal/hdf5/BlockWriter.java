package org.foldbase.hic.internal.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Hands out addresses from the front of a file to its end, and writes at them. */
final class BlockWriter {
    /** "No address" in HDF5. */
    static final long UNDEFINED = -1;

    private final FileChannel file;
    private long endOfFile;

    BlockWriter(FileChannel file) {
        this.file = file;
    }

    /** The address of {@code bytes} fresh bytes, a multiple of 8; the caller must fill them. */
    long reserve(long bytes) {
        long address = Math.ceilDiv(endOfFile, 8L) * 8;
        endOfFile = Math.addExact(address, bytes);
        return address;
    }

    /** Writes at the end of the file and returns where. */
    long append(ByteBuffer bytes) throws IOException {
        long address = reserve(bytes.remaining());
        write(address, bytes);
        return address;
    }

    void write(long address, ByteBuffer bytes) throws IOException {
        long position = address;
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
    }

    long endOfFile() {
        return endOfFile;
    }
}
