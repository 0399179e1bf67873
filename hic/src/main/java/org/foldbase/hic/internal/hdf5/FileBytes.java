package org.foldbase.hic.internal.hdf5;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The mapped file, from the superblock on. Addresses count from the superblock, as the format's do;
 * messages give the offset in the file. Every access is checked against the file's size.
 */
final class FileBytes {
    /** The format's "undefined address", all bits set. */
    static final long UNDEFINED = -1;

    private final MemorySegment segment;
    private final long base;
    private final int offsetSize;
    private final int lengthSize;
    private final boolean verified;

    /**
     * @param base where the superblock starts
     * @param offsetSize bytes of an address: 2, 4 or 8
     * @param lengthSize bytes of a length: 2, 4 or 8
     * @param verified whether checksums of the file's structure are compared
     */
    FileBytes(MemorySegment segment, long base, int offsetSize, int lengthSize, boolean verified) {
        this.segment = segment;
        this.base = base;
        this.offsetSize = offsetSize;
        this.lengthSize = lengthSize;
        this.verified = verified;
    }

    long size() {
        return segment.byteSize() - base;
    }

    int offsetSize() {
        return offsetSize;
    }

    int lengthSize() {
        return lengthSize;
    }

    /** The offset in the file of an address, for messages. */
    long inFile(long address) {
        return base + address;
    }

    /** A cursor from an address to the end of the file. */
    Cursor cursor(long address, String what) throws Hdf5Exception {
        return cursor(address, Math.max(0, size() - Math.max(0, address)), what);
    }

    /** A cursor over {@code length} bytes, all of them within the file. */
    Cursor cursor(long address, long length, String what) throws Hdf5Exception {
        check(address, length, what);
        return new Cursor(this, address, address + length, what);
    }

    void check(long address, long length, String what) throws Hdf5Exception {
        if (address == UNDEFINED) {
            throw new Hdf5Exception("%s has no address".formatted(what));
        }
        if (address < 0 || length < 0 || address > size() || length > size() - address) {
            throw new Hdf5Exception(
                    "%s (%s bytes at byte %s) lies outside the file of %d bytes"
                            .formatted(
                                    what,
                                    Long.toUnsignedString(length),
                                    Long.toUnsignedString(base + address),
                                    segment.byteSize()));
        }
    }

    byte byteAt(long address) {
        return segment.get(ValueLayout.JAVA_BYTE, base + address);
    }

    /** A little-endian unsigned number of 0 to 8 bytes; the caller has checked the range. */
    long uint(long address, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | (byteAt(address + i) & 0xff);
        }
        return value;
    }

    void copy(long address, byte[] into, int length) {
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, base + address, into, 0, length);
    }

    /** Compares the checksum stored behind {@code length} bytes with theirs. */
    void verifyChecksum(long address, long length, String what) throws Hdf5Exception {
        Cursor cursor = cursor(address, length + 4, what);
        if (verified) {
            verifyChecksum(cursor.bytes(length), cursor.u32(), address, what);
        }
    }

    void verifyChecksum(byte[] bytes, long stored, long address, String what) throws Hdf5Exception {
        if (verified && Checksum.lookup3(bytes) != (int) stored) {
            throw new Hdf5Exception(
                    "%s at byte %d is damaged: its checksum does not match"
                            .formatted(what, inFile(address)));
        }
    }
}
