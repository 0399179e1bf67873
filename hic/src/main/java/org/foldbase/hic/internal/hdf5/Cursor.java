package org.foldbase.hic.internal.hdf5;

import java.nio.charset.StandardCharsets;

/** Reads little-endian fields one after another from a part of the file, never beyond its end. */
final class Cursor {
    private final FileBytes file;
    private final long limit;
    private final String what;
    private long position;

    Cursor(FileBytes file, long position, long limit, String what) {
        this.file = file;
        this.position = position;
        this.limit = limit;
        this.what = what;
    }

    FileBytes file() {
        return file;
    }

    /** What is being read, for messages. */
    String what() {
        return what;
    }

    long position() {
        return position;
    }

    long remaining() {
        return limit - position;
    }

    int u8() throws Hdf5Exception {
        return file.byteAt(advance(1)) & 0xff;
    }

    int u16() throws Hdf5Exception {
        return (int) uint(2);
    }

    long u32() throws Hdf5Exception {
        return uint(4);
    }

    /** An unsigned number of 1 to 8 bytes; one of 8 bytes may come out negative. */
    long uint(int bytes) throws Hdf5Exception {
        return file.uint(advance(bytes), bytes);
    }

    /** An address; {@link FileBytes#UNDEFINED} if all its bits are set. */
    long offset() throws Hdf5Exception {
        int bytes = file.offsetSize();
        long value = uint(bytes);
        boolean undefined = bytes < 8 && value == (1L << (8 * bytes)) - 1;
        return undefined ? FileBytes.UNDEFINED : value;
    }

    /** A length or count. */
    long length() throws Hdf5Exception {
        long value = uint(file.lengthSize());
        if (value < 0) {
            throw invalid("a length of " + Long.toUnsignedString(value));
        }
        return value;
    }

    byte[] bytes(long count) throws Hdf5Exception {
        if (count > Integer.MAX_VALUE - 8) {
            throw invalid("a field of %d bytes".formatted(count));
        }
        long from = advance(count);
        byte[] bytes = new byte[(int) count];
        file.copy(from, bytes, bytes.length);
        return bytes;
    }

    /** Text of a fixed number of bytes, up to its first NUL if it has one. */
    String text(long count) throws Hdf5Exception {
        byte[] bytes = bytes(count);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Text up to a NUL, which is read too. */
    String textToNul(long atMost) throws Hdf5Exception {
        long length = 0;
        while (length < remaining() && file.byteAt(position + length) != 0) {
            length++;
            if (length > atMost) {
                throw invalid("a name of more than %d bytes".formatted(atMost));
            }
        }
        String text = text(length);
        skip(1);
        return text;
    }

    void skip(long count) throws Hdf5Exception {
        advance(count);
    }

    /** A cursor over the next bytes, which this one skips. */
    Cursor part(long count) throws Hdf5Exception {
        long from = advance(count);
        return new Cursor(file, from, from + count, what);
    }

    void signature(String expected) throws Hdf5Exception {
        long at = position;
        for (int i = 0; i < expected.length(); i++) {
            if (u8() != expected.charAt(i)) {
                position = at;
                throw invalid("no signature " + expected);
            }
        }
    }

    void version(int expected) throws Hdf5Exception {
        int version = u8();
        if (version != expected) {
            throw invalid("version %d instead of %d".formatted(version, expected));
        }
    }

    /** An exception that says what was found, in what, and before which byte. */
    Hdf5Exception invalid(String found) {
        return new Hdf5Exception(
                "%s cannot be read: %s at byte %d".formatted(what, found, file.inFile(position)));
    }

    private long advance(long count) throws Hdf5Exception {
        if (count < 0 || count > limit - position) {
            throw new Hdf5Exception(
                    "%s ends early: %s bytes needed at byte %d, %d left"
                            .formatted(
                                    what,
                                    Long.toUnsignedString(count),
                                    file.inFile(position),
                                    remaining()));
        }
        long from = position;
        position += count;
        return from;
    }
}
