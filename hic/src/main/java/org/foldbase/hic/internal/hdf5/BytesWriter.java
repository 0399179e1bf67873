package org.foldbase.hic.internal.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A growing run of bytes in HDF5's byte order (little-endian). */
final class BytesWriter {
    private ByteBuffer bytes = newBuffer(64);

    private static ByteBuffer newBuffer(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    BytesWriter put1(int value) {
        room(1).put((byte) value);
        return this;
    }

    BytesWriter put2(int value) {
        room(2).putShort((short) value);
        return this;
    }

    BytesWriter put4(int value) {
        room(4).putInt(value);
        return this;
    }

    BytesWriter put8(long value) {
        room(8).putLong(value);
        return this;
    }

    BytesWriter put(byte[] value) {
        room(value.length).put(value);
        return this;
    }

    BytesWriter put(BytesWriter other) {
        room(other.size()).put(other.toBuffer());
        return this;
    }

    /**
     * The text as UTF-8, a zero after it, and zeros up to a multiple of 8 from the text's start.
     */
    BytesWriter putPaddedText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return put(utf8).zeros(8 - utf8.length % 8);
    }

    BytesWriter zeros(int count) {
        room(count).put(new byte[count]);
        return this;
    }

    BytesWriter padTo8() {
        return zeros(-size() & 7);
    }

    int size() {
        return bytes.position();
    }

    /** What was put so far, ready to be read; valid until the next put. */
    ByteBuffer toBuffer() {
        return bytes.duplicate().flip();
    }

    private ByteBuffer room(int count) {
        if (bytes.remaining() < count) {
            int needed = Math.addExact(bytes.position(), count);
            ByteBuffer larger = newBuffer((int) Math.min(Integer.MAX_VALUE - 8, needed * 2L));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }
}
