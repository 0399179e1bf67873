package org.foldbase.hic.internal.hdf5;

/**
 * The chunk index of a dataset that can grow (section VII.D): some elements in the index block,
 * then data blocks of growing size, the first found from the index block and the others from
 * secondary blocks. Secondary block u stands for 2^(u/2) data blocks of 2^((u+1)/2) times the
 * smallest number of elements.
 */
final class ExtensibleArray {
    private final FileBytes file;
    private final String what;
    private final boolean filtered;
    private final int elementSize;
    private final int indexElements;
    private final int smallestBlock;
    private final int smallestPointers;
    private final int offsetBytes;
    private final long pageSize;
    private final int secondaryBlocks;
    private final long indexBlock;
    private final Budget budget;

    ExtensibleArray(FileBytes file, long address, String what) throws Hdf5Exception {
        this.file = file;
        this.what = what;
        this.budget = new Budget(file.size(), what);
        Cursor header = file.cursor(address, what);
        header.signature("EAHD");
        header.version(0);
        this.filtered = header.u8() == 1;
        this.elementSize = header.u8();
        int bits = header.u8();
        this.indexElements = header.u8();
        this.smallestBlock = header.u8();
        this.smallestPointers = header.u8();
        int pageBits = header.u8();
        header.skip(6L * file.lengthSize());
        this.indexBlock = header.offset();
        file.verifyChecksum(address, header.position() - address, what);
        if (elementSize < file.offsetSize()
                || bits > 62
                || Integer.bitCount(smallestBlock) != 1
                || Integer.bitCount(smallestPointers) != 1
                || bits < log2(smallestBlock)
                || pageBits > 31) {
            throw header.invalid(
                    "elements of %d bytes, 2^%d at most, blocks of %d, pages of 2^%d"
                            .formatted(elementSize, bits, smallestBlock, pageBits));
        }
        this.offsetBytes = (bits + 7) / 8;
        this.pageSize = 1L << pageBits;
        this.secondaryBlocks = 1 + bits - log2(smallestBlock);
    }

    boolean isFiltered() {
        return filtered;
    }

    /**
     * @param most elements to visit
     */
    void walk(long most, FixedArray.Visitor visitor) throws Hdf5Exception {
        if (indexBlock == FileBytes.UNDEFINED) {
            return;
        }
        Cursor cursor = open(indexBlock, "EAIB", 0);
        int direct = Math.min(secondaryBlocks, 2 * log2(smallestPointers));
        Cursor elements = cursor.part((long) indexElements * elementSize);
        Cursor dataBlocks = cursor.part(2L * (smallestPointers - 1) * file.offsetSize());
        Cursor secondary = cursor.part((long) (secondaryBlocks - direct) * file.offsetSize());
        file.verifyChecksum(indexBlock, cursor.position() - indexBlock, what);
        visit(elements, 0, Math.min(indexElements, most), visitor);
        long first = indexElements;
        for (int u = 0; u < secondaryBlocks && first < most; u++) {
            long blocks = 1L << (u / 2);
            long inBlock = (1L << ((u + 1) / 2)) * smallestBlock;
            if (u < direct) {
                for (long i = 0; i < blocks; i++) {
                    long at = dataBlocks.offset();
                    walkBlock(at, first + i * inBlock, inBlock, most, visitor);
                }
            } else {
                walkSecondary(secondary.offset(), first, blocks, inBlock, most, visitor);
            }
            first += blocks * inBlock;
        }
    }

    private void walkSecondary(
            long address,
            long first,
            long blocks,
            long inBlock,
            long most,
            FixedArray.Visitor visitor)
            throws Hdf5Exception {
        if (address == FileBytes.UNDEFINED) {
            return;
        }
        Cursor cursor = open(address, "EASB", offsetBytes);
        long pages = inBlock > pageSize ? inBlock / pageSize : 0;
        long bitsAt = cursor.position();
        cursor.skip(blocks * Math.ceilDiv(pages, 8));
        Cursor dataBlocks = cursor.part(blocks * file.offsetSize());
        long used = cursor.position() - address;
        budget.spend(used);
        file.verifyChecksum(address, used, what);
        for (long i = 0; i < blocks && first + i * inBlock < most; i++) {
            long at = dataBlocks.offset();
            if (pages == 0) {
                walkBlock(at, first + i * inBlock, inBlock, most, visitor);
            } else if (at != FileBytes.UNDEFINED) {
                long firstPage = i * pages;
                walkPages(at, first + i * inBlock, pages, bitsAt, firstPage, most, visitor);
            }
        }
    }

    private void walkBlock(
            long address, long first, long count, long most, FixedArray.Visitor visitor)
            throws Hdf5Exception {
        if (address == FileBytes.UNDEFINED || first >= most) {
            return;
        }
        Cursor cursor = open(address, "EADB", offsetBytes);
        if (count > pageSize || count > file.size()) {
            throw cursor.invalid("a data block of %d elements".formatted(count));
        }
        Cursor elements = cursor.part(count * elementSize);
        long used = cursor.position() - address;
        budget.spend(used);
        file.verifyChecksum(address, used, what);
        visit(elements, first, Math.min(count, most - first), visitor);
    }

    /** The pages that were written, as the secondary block's bits say. */
    private void walkPages(
            long address,
            long first,
            long pages,
            long bitsAt,
            long firstPage,
            long most,
            FixedArray.Visitor visitor)
            throws Hdf5Exception {
        Cursor cursor = open(address, "EADB", offsetBytes);
        file.verifyChecksum(address, cursor.position() - address, what);
        cursor.skip(4);
        for (long page = 0; page < pages && first + page * pageSize < most; page++) {
            long bit = firstPage + page;
            boolean written = (file.byteAt(bitsAt + bit / 8) & 0x80 >> (bit % 8)) != 0;
            if (written) {
                long pageFirst = first + page * pageSize;
                long at = cursor.position() + page * (pageSize * elementSize + 4);
                budget.spend(pageSize * elementSize);
                file.verifyChecksum(at, pageSize * elementSize, what);
                Cursor elements = file.cursor(at, pageSize * elementSize, what);
                visit(elements, pageFirst, Math.min(pageSize, most - pageFirst), visitor);
            }
        }
    }

    private Cursor open(long address, String signature, int blockOffset) throws Hdf5Exception {
        Cursor cursor = file.cursor(address, what);
        cursor.signature(signature);
        cursor.version(0);
        cursor.skip(1 + file.offsetSize() + blockOffset);
        return cursor;
    }

    private void visit(Cursor elements, long first, long count, FixedArray.Visitor visitor)
            throws Hdf5Exception {
        for (long i = 0; i < count; i++) {
            visitor.accept(first + i, elements.part(elementSize));
        }
    }

    private static int log2(int value) {
        return 31 - Integer.numberOfLeadingZeros(value);
    }
}
