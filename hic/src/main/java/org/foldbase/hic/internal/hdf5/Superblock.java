package org.foldbase.hic.internal.hdf5;

import java.lang.foreign.MemorySegment;

/**
 * Where a file begins (format specification, section II.A, versions 0 to 3).
 *
 * @param bytes the file as its superblock says to read it
 * @param rootHeader address of the root group's object header
 */
record Superblock(FileBytes bytes, long rootHeader) {
    /** The signature \211 H D F \r \n \032 \n, read as a little-endian number. */
    private static final long SIGNATURE = 0x0a1a0a0d46444889L;

    private static final long GZIP_SIGNATURE = 0x8B1F;

    private static final String WHAT = "the superblock";

    /**
     * Finds the superblock at byte 0, 512, 1024, 2048 and so on.
     *
     * @param verified false to go on in a file that is truncated or whose checksums do not match
     */
    static Superblock read(MemorySegment segment, boolean verified) throws Hdf5Exception {
        FileBytes raw = new FileBytes(segment, 0, 8, 8, verified);
        long at = 0;
        while (at <= raw.size() - 8) {
            if (raw.uint(at, 8) == SIGNATURE) {
                return readAt(segment, at, verified);
            }
            at = at == 0 ? 512 : at * 2;
        }
        if (raw.size() >= 2 && raw.uint(0, 2) == GZIP_SIGNATURE) {
            throw new Hdf5Exception("compressed with gzip; decompress it");
        }
        throw new Hdf5Exception("not an HDF5 file (no HDF5 signature)");
    }

    private static Superblock readAt(MemorySegment segment, long at, boolean verified)
            throws Hdf5Exception {
        Cursor start = new FileBytes(segment, at, 8, 8, verified).cursor(8, WHAT);
        int version = start.u8();
        if (version > 3) {
            throw start.invalid("version %d instead of 0 to 3".formatted(version));
        }
        if (version < 2) {
            start.skip(4);
        }
        int offsetSize = start.u8();
        int lengthSize = start.u8();
        if (!isFieldSize(offsetSize) || !isFieldSize(lengthSize)) {
            throw start.invalid(
                    "addresses of %d bytes and lengths of %d instead of 2, 4 or 8"
                            .formatted(offsetSize, lengthSize));
        }
        start.skip(version == 0 ? 9 : version == 1 ? 13 : 1);
        FileBytes bytes = new FileBytes(segment, at, offsetSize, lengthSize, verified);
        Cursor cursor = bytes.cursor(start.position(), WHAT);
        long base = cursor.offset();
        cursor.offset(); // free space, or the superblock extension
        long end = cursor.offset();
        if (verified) {
            checkEnd(segment.byteSize(), end, at - base);
        }
        if (version < 2) {
            cursor.offset(); // driver information
            cursor.offset(); // name of the root group
            return new Superblock(bytes, cursor.offset());
        }
        long rootHeader = cursor.offset();
        bytes.verifyChecksum(0, cursor.position(), WHAT);
        return new Superblock(bytes, rootHeader);
    }

    /** The recorded end counts from the recorded base, which a moved user block leaves behind. */
    private static void checkEnd(long actual, long recorded, long moved) throws Hdf5Exception {
        long end = recorded + moved;
        if (end < 0 || end > actual) {
            throw new Hdf5Exception(
                    "the file is truncated: it has %d bytes, and its superblock says %s"
                            .formatted(actual, Long.toUnsignedString(end)));
        }
    }

    private static boolean isFieldSize(int bytes) {
        return bytes == 2 || bytes == 4 || bytes == 8;
    }
}
