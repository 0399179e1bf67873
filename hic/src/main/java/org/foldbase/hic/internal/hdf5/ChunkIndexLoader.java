package org.foldbase.hic.internal.hdf5;

/** Reads the index of a column's chunks, in whichever of its six forms (section VII). */
final class ChunkIndexLoader {
    private final FileBytes file;
    private final Layout.Chunked layout;
    private final long chunks;
    private final String what;
    private final ChunkIndex.Builder index;

    private ChunkIndexLoader(FileBytes file, Layout.Chunked layout, long size, String path) {
        this.file = file;
        this.layout = layout;
        this.chunks = Math.ceilDiv(size, layout.chunkElements());
        this.what = "the chunk index of " + path;
        this.index = new ChunkIndex.Builder(file, chunks, path);
    }

    /**
     * @param size elements of the column
     */
    static ChunkIndex load(FileBytes file, Layout.Chunked layout, long size, String path)
            throws Hdf5Exception {
        ChunkIndexLoader loader = new ChunkIndexLoader(file, layout, size, path);
        if (layout.address() != FileBytes.UNDEFINED && size > 0) {
            loader.load();
        }
        return loader.index.build();
    }

    private long chunkBytes() {
        return layout.chunkElements() * layout.elementSize();
    }

    private void load() throws Hdf5Exception {
        long address = layout.address();
        switch (layout.index()) {
            case B_TREE_1 -> loadBTree1();
            case SINGLE -> {
                long size = layout.single() == 0 ? chunkBytes() : layout.single();
                index.add(0, address, size, layout.singleMask());
            }
            case IMPLICIT -> loadImplicit();
            case FIXED_ARRAY -> {
                FixedArray array = new FixedArray(file, address, what);
                array.walk(chunks, (i, element) -> add(i, element, array.isFiltered()));
            }
            case EXTENSIBLE_ARRAY -> {
                ExtensibleArray array = new ExtensibleArray(file, address, what);
                array.walk(chunks, (i, element) -> add(i, element, array.isFiltered()));
            }
            case B_TREE_2 -> loadBTree2();
        }
    }

    /** Keys give a chunk's stored size, its filter mask and its first element. */
    private void loadBTree1() throws Hdf5Exception {
        new BTreeV1(file, BTreeV1.CHUNKS, 24, what)
                .walk(
                        layout.address(),
                        (key, child) -> {
                            long size = key.u32();
                            int mask = (int) key.u32();
                            long element = key.uint(8);
                            if (element % layout.chunkElements() != 0) {
                                throw key.invalid("a chunk at element %d".formatted(element));
                            }
                            index.add(element / layout.chunkElements(), child, size, mask);
                        });
    }

    private void loadImplicit() throws Hdf5Exception {
        if (chunks > file.size() / Math.max(1, chunkBytes())) {
            throw new Hdf5Exception(
                    "%s claims %d chunks of %d bytes, more than the file of %d bytes holds"
                            .formatted(what, chunks, chunkBytes(), file.size()));
        }
        for (long i = 0; i < chunks; i++) {
            index.add(i, layout.address() + i * chunkBytes(), chunkBytes(), 0);
        }
    }

    private void loadBTree2() throws Hdf5Exception {
        BTreeV2 tree = new BTreeV2(file, layout.address(), what);
        boolean filtered = tree.type() == BTreeV2.FILTERED_CHUNKS;
        if (!filtered && tree.type() != BTreeV2.CHUNKS) {
            throw new Hdf5Exception("%s is of type %d".formatted(what, tree.type()));
        }
        tree.walk(record -> {
            Cursor location = record.part(tree.recordSize() - 8L);
            add(record.uint(8), location, filtered);
        });
    }

    /**
     * An element is an address, and for filtered chunks a size, as long as there is room before the
     * filter mask of 4 bytes.
     */
    private void add(long ordinal, Cursor element, boolean filtered) throws Hdf5Exception {
        long address = element.offset();
        if (!filtered) {
            index.add(ordinal, address, chunkBytes(), 0);
            return;
        }
        long sizeBytes = element.remaining() - 4;
        if (sizeBytes < 1 || sizeBytes > 8) {
            throw element.invalid("chunk sizes of %d bytes".formatted(sizeBytes));
        }
        long size = element.uint((int) sizeBytes);
        index.add(ordinal, address, size, (int) element.u32());
    }
}
