package org.foldbase.hic.internal.hdf5;

/** The chunk index of a dataset of limited size (section VII.C). */
final class FixedArray {
    private final FileBytes file;
    private final String what;
    private final boolean filtered;
    private final int elementSize;
    private final int pageBits;
    private final long elements;
    private final long block;

    /** Takes elements in their order. */
    interface Visitor {
        void accept(long index, Cursor element) throws Hdf5Exception;
    }

    FixedArray(FileBytes file, long address, String what) throws Hdf5Exception {
        this.file = file;
        this.what = what;
        Cursor header = file.cursor(address, what);
        header.signature("FAHD");
        header.version(0);
        this.filtered = header.u8() == 1;
        this.elementSize = header.u8();
        this.pageBits = header.u8();
        this.elements = header.length();
        this.block = header.offset();
        file.verifyChecksum(address, header.position() - address, what);
        if (elementSize < file.offsetSize() || pageBits > 31 || elements > file.size()) {
            throw header.invalid(
                    "%d elements of %d bytes, pages of 2^%d"
                            .formatted(elements, elementSize, pageBits));
        }
    }

    boolean isFiltered() {
        return filtered;
    }

    /**
     * @param most elements to visit
     */
    void walk(long most, Visitor visitor) throws Hdf5Exception {
        if (block == FileBytes.UNDEFINED) {
            return;
        }
        Cursor cursor = file.cursor(block, what);
        cursor.signature("FADB");
        cursor.version(0);
        cursor.skip(1 + file.offsetSize());
        long pageSize = 1L << pageBits;
        if (elements <= pageSize) {
            long start = cursor.position();
            file.verifyChecksum(block, start - block + elements * elementSize, what);
            visit(start, 0, Math.min(elements, most), visitor);
            return;
        }
        long pages = Math.ceilDiv(elements, pageSize);
        Cursor used = cursor.part(Math.ceilDiv(pages, 8));
        file.verifyChecksum(block, cursor.position() - block, what);
        cursor.skip(4);
        int bits = 0;
        for (long page = 0; page < pages && page * pageSize < most; page++) {
            bits = page % 8 == 0 ? used.u8() : bits << 1;
            if ((bits & 0x80) != 0) {
                long first = page * pageSize;
                long at = cursor.position() + page * (pageSize * elementSize + 4);
                long count = Math.min(pageSize, elements - first);
                file.verifyChecksum(at, count * elementSize, what);
                visit(at, first, Math.min(count, most - first), visitor);
            }
        }
    }

    private void visit(long at, long first, long count, Visitor visitor) throws Hdf5Exception {
        Cursor cursor = file.cursor(at, count * elementSize, what);
        for (long i = 0; i < count; i++) {
            visitor.accept(first + i, cursor.part(elementSize));
        }
    }
}
