package org.foldbase.hic.internal.hdf5;

/** How a dataset's elements are stored (section IV.A.2.i, versions 3, 4 and 5). */
sealed interface Layout {
    /** In one piece: in the object header, or elsewhere; the address may be undefined. */
    record Contiguous(boolean compact, long address, long size) implements Layout {}

    /**
     * In chunks that an index finds.
     *
     * @param chunkElements elements of a chunk
     * @param elementSize bytes of an element
     * @param single the stored size of a single filtered chunk, else 0
     * @param plainEdge whether a chunk that reaches over the dataset's end is stored unfiltered
     */
    record Chunked(
            int rank,
            long chunkElements,
            long elementSize,
            Index index,
            long address,
            long single,
            int singleMask,
            boolean plainEdge)
            implements Layout {}

    /** How chunks are found, in the order of the format's numbers. */
    enum Index {
        B_TREE_1,
        SINGLE,
        IMPLICIT,
        FIXED_ARRAY,
        EXTENSIBLE_ARRAY,
        B_TREE_2
    }

    static Layout read(Cursor cursor) throws Hdf5Exception {
        int version = cursor.u8();
        if (version < 3 || version > 5) {
            throw cursor.invalid("a data layout of version %d".formatted(version));
        }
        int kind = cursor.u8();
        return switch (kind) {
            case 0 -> {
                int size = cursor.u16();
                yield new Contiguous(true, cursor.part(size).position(), size);
            }
            case 1 -> new Contiguous(false, cursor.offset(), cursor.length());
            case 2 -> version == 3 ? chunked3(cursor) : chunked4(cursor);
            case 3 -> throw cursor.invalid("a virtual dataset, which is not supported");
            default -> throw cursor.invalid("a data layout of class %d".formatted(kind));
        };
    }

    private static Layout chunked3(Cursor cursor) throws Hdf5Exception {
        int dimensions = cursor.u8();
        long address = cursor.offset();
        Chunk chunk = chunk(cursor, dimensions, 4);
        return new Chunked(
                dimensions - 1,
                chunk.elements,
                chunk.elementSize,
                Index.B_TREE_1,
                address,
                0,
                0,
                false);
    }

    private static Layout chunked4(Cursor cursor) throws Hdf5Exception {
        int flags = cursor.u8();
        int dimensions = cursor.u8();
        int width = cursor.u8();
        if (width < 1 || width > 8) {
            throw cursor.invalid("chunk sizes of %d bytes".formatted(width));
        }
        Chunk chunk = chunk(cursor, dimensions, width);
        int number = cursor.u8();
        if (number < 1 || number >= Index.values().length) {
            throw cursor.invalid("a chunk index of type %d".formatted(number));
        }
        Index index = Index.values()[number];
        long single = 0;
        int singleMask = 0;
        switch (index) {
            case SINGLE -> {
                if ((flags & 0x02) != 0) {
                    single = cursor.length();
                    singleMask = (int) cursor.u32();
                }
            }
            case FIXED_ARRAY -> cursor.skip(1);
            case EXTENSIBLE_ARRAY -> cursor.skip(5);
            case B_TREE_2 -> cursor.skip(6);
            case B_TREE_1, IMPLICIT -> {}
        }
        return new Chunked(
                dimensions - 1,
                chunk.elements,
                chunk.elementSize,
                index,
                cursor.offset(),
                single,
                singleMask,
                (flags & 0x01) != 0);
    }

    /** The extents of a chunk, the last of which is the size of an element. */
    record Chunk(long elements, long elementSize) {}

    private static Chunk chunk(Cursor cursor, int dimensions, int width) throws Hdf5Exception {
        if (dimensions < 2 || dimensions > 33) {
            throw cursor.invalid("chunks of %d dimensions".formatted(dimensions - 1));
        }
        long elements = 1;
        for (int i = 0; i < dimensions - 1; i++) {
            long extent = cursor.uint(width);
            if (extent < 1 || Math.multiplyHigh(elements, extent) != 0 || elements * extent < 0) {
                throw cursor.invalid(
                        "a chunk of %s elements".formatted(Long.toUnsignedString(extent)));
            }
            elements *= extent;
        }
        return new Chunk(elements, cursor.uint(width));
    }
}
