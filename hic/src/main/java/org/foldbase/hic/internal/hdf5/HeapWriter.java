package org.foldbase.hic.internal.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes strings of variable length into global heap collections (HDF5 File Format Specification
 * 2.0, III.E).
 */
final class HeapWriter {
    private static final int COLLECTION_BYTES = 4096;
    private static final int PREFIX_BYTES = 16;
    private static final int MAX_OBJECTS = 0xFFFF;

    private final BlockWriter file;
    private BytesWriter objects = new BytesWriter();
    private long address;
    private int collectionBytes;
    private int count;

    HeapWriter(BlockWriter file) {
        this.file = file;
    }

    /** Stores a string and puts the 16 bytes by which an attribute refers to it. */
    void putReference(String text, BytesWriter out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int objectBytes = PREFIX_BYTES + Math.ceilDiv(utf8.length, 8) * 8;
        if (count == MAX_OBJECTS || freeBytes() < objectBytes) {
            flush();
            collectionBytes = Math.max(COLLECTION_BYTES, PREFIX_BYTES + objectBytes);
            address = file.reserve(collectionBytes);
        }
        count++;
        objects.put2(count).put2(0).put4(0).put8(utf8.length).put(utf8).padTo8();
        out.put4(utf8.length).put8(address).put4(count);
    }

    /** Writes the collection that is being filled, if there is one. */
    void flush() throws IOException {
        if (count > 0) {
            BytesWriter out =
                    new BytesWriter()
                            .put("GCOL".getBytes(StandardCharsets.US_ASCII))
                            .put4(1)
                            .put8(collectionBytes)
                            .put(objects);
            int free = freeBytes();
            if (free >= PREFIX_BYTES) {
                out.put8(0).put8(free);
            }
            file.write(address, out.zeros(collectionBytes - out.size()).toBuffer());
        }
        objects = new BytesWriter();
        count = 0;
        collectionBytes = 0;
    }

    private int freeBytes() {
        return collectionBytes - PREFIX_BYTES - objects.size();
    }
}
