package org.foldbase.hic.internal.hdf5;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The heap that holds many links or attributes (section III.G). */
final class FractalHeap {
    private static final int CHECKED_BLOCKS = 0x02;

    private final FileBytes file;
    private final String what;
    private final long address;
    private final int idLength;
    private final int flags;
    private final long hugeTree;
    private final int width;
    private final long startSize;
    private final long maxDirectSize;
    private final int offsetBytes;
    private final int lengthBytes;
    private final long root;
    private final int rootRows;
    private final Set<Long> verified = new HashSet<>();
    private final Map<Long, Extent> huge = new HashMap<>();
    private boolean hugeLoaded;

    private record Extent(long address, long length) {}

    FractalHeap(FileBytes file, long address, String what) throws Hdf5Exception {
        this.file = file;
        this.address = address;
        this.what = what;
        int lengthSize = file.lengthSize();
        Cursor header = file.cursor(address, what);
        header.signature("FRHP");
        header.version(0);
        this.idLength = header.u16();
        int filterLength = header.u16();
        this.flags = header.u8();
        long maxManaged = header.u32();
        header.skip(lengthSize);
        this.hugeTree = header.offset();
        header.skip(lengthSize);
        header.offset();
        header.skip(8L * lengthSize);
        this.width = header.u16();
        this.startSize = header.length();
        this.maxDirectSize = header.length();
        int offsetBits = header.u16();
        header.skip(2);
        this.root = header.offset();
        this.rootRows = header.u16();
        if (filterLength > 0) {
            throw header.invalid("a filtered heap, which is not supported");
        }
        file.verifyChecksum(address, header.position() - address, what);
        if (Integer.bitCount(width) != 1
                || Long.bitCount(startSize) != 1
                || Long.bitCount(maxDirectSize) != 1
                || startSize > maxDirectSize
                || maxDirectSize > 1L << 32
                || offsetBits < 1
                || offsetBits > 62) {
            throw header.invalid(
                    "blocks of %d to %d bytes, %d in a row, offsets of %d bits"
                            .formatted(startSize, maxDirectSize, width, offsetBits));
        }
        this.offsetBytes = (offsetBits + 7) / 8;
        this.lengthBytes =
                Math.min((log2(maxDirectSize) + 7) / 8, log2(Math.max(1, maxManaged)) / 8 + 1);
    }

    /** The object of an identifier, which the cursor reads. */
    Cursor object(Cursor id) throws Hdf5Exception {
        Cursor rest = id.part(idLength);
        int first = rest.u8();
        if (first >> 6 != 0) {
            throw rest.invalid("a heap identifier of version %d".formatted(first >> 6));
        }
        return switch (first >> 4) {
            case 0 -> managed(rest.uint(offsetBytes), rest.uint(lengthBytes));
            case 1 -> huge(rest);
            case 2 -> tiny(rest, first & 0x0f);
            default -> throw rest.invalid("a heap identifier of an unknown type");
        };
    }

    private Cursor tiny(Cursor id, int lowBits) throws Hdf5Exception {
        int length = idLength <= 18 ? lowBits + 1 : (lowBits << 8 | id.u8()) + 1;
        return id.part(length);
    }

    private Cursor huge(Cursor id) throws Hdf5Exception {
        if (idLength - 1 >= file.offsetSize() + file.lengthSize()) {
            return file.cursor(id.offset(), id.length(), what);
        }
        long key = id.uint(Math.min(8, idLength - 1));
        if (!hugeLoaded) {
            BTreeV2 tree = new BTreeV2(file, hugeTree, what);
            if (tree.type() != BTreeV2.HUGE_OBJECTS) {
                throw id.invalid("large objects in a tree of type %d".formatted(tree.type()));
            }
            tree.walk(record -> {
                Extent extent = new Extent(record.offset(), record.length());
                huge.put(record.length(), extent);
            });
            hugeLoaded = true;
        }
        Extent extent = huge.get(key);
        if (extent == null) {
            throw id.invalid("a large object %d that is not there".formatted(key));
        }
        return file.cursor(extent.address, extent.length, what);
    }

    /** Finds the direct block that holds an offset: blocks double in size from row to row. */
    private Cursor managed(long offset, long length) throws Hdf5Exception {
        if (offset < 0 || length < 0) {
            throw outside(offset);
        }
        long block = root;
        long blockStart = 0;
        int rows = rootRows;
        long size = startSize;
        boolean direct = rows == 0;
        while (!direct) {
            long inside = offset - blockStart;
            int row = rowOf(inside);
            if (row >= rows) {
                throw outside(offset);
            }
            size = rowSize(row);
            long rowStart = row == 0 ? 0 : size * width;
            int column = (int) ((inside - rowStart) / size);
            int directRows = log2(maxDirectSize) - log2(startSize) + 2;
            direct = row < directRows;
            block = child(block, rows, (long) row * width + column);
            blockStart += rowStart + column * size;
            if (!direct) {
                rows = log2(size) - log2(startSize * width) + 1;
            }
        }
        return inDirectBlock(block, blockStart, size, offset, length);
    }

    private long child(long block, int rows, long index) throws Hdf5Exception {
        Cursor cursor = file.cursor(block, what);
        cursor.signature("FHIB");
        cursor.version(0);
        cursor.skip(file.offsetSize() + offsetBytes);
        if (verified.add(block)) {
            long entries = (long) rows * width * file.offsetSize();
            file.verifyChecksum(block, cursor.position() - block + entries, what);
        }
        cursor.skip(index * file.offsetSize());
        return cursor.offset();
    }

    private Cursor inDirectBlock(long block, long blockStart, long size, long offset, long length)
            throws Hdf5Exception {
        Cursor cursor = file.cursor(block, size, what);
        cursor.signature("FHDB");
        cursor.version(0);
        cursor.skip(file.offsetSize() + offsetBytes);
        if ((flags & CHECKED_BLOCKS) != 0) {
            long checksumAt = cursor.position() - block;
            long stored = cursor.u32();
            if (verified.add(block)) {
                byte[] bytes = file.cursor(block, size, what).bytes(size);
                Arrays.fill(bytes, (int) checksumAt, (int) checksumAt + 4, (byte) 0);
                file.verifyChecksum(bytes, stored, block, what);
            }
        }
        long inside = offset - blockStart;
        if (inside < cursor.position() - block || inside > size || length > size - inside) {
            throw outside(offset);
        }
        return file.cursor(block + inside, length, what);
    }

    private Hdf5Exception outside(long offset) {
        return new Hdf5Exception(
                "%s at byte %d has no object at its offset %d"
                        .formatted(what, file.inFile(address), offset));
    }

    private int rowOf(long inside) {
        long firstRow = startSize * width;
        return inside < firstRow ? 0 : log2(inside) - log2(firstRow) + 1;
    }

    private long rowSize(int row) {
        return row == 0 ? startSize : startSize << (row - 1);
    }

    private static int log2(long value) {
        return 63 - Long.numberOfLeadingZeros(value);
    }
}
