package org.foldbase.hic.internal.hdf5;

/** The newer B-tree (section III.A.2): a sequence of records of one size. */
final class BTreeV2 {
    static final int HUGE_OBJECTS = 1;
    static final int LINKS_BY_NAME = 5;
    static final int ATTRIBUTES_BY_NAME = 8;
    static final int CHUNKS = 10;
    static final int FILTERED_CHUNKS = 11;

    /** A node's signature, version, type and checksum. */
    private static final int NODE_OVERHEAD = 10;

    private static final int DEEPEST = 32;

    private final FileBytes file;
    private final String what;
    private final int type;
    private final int nodeSize;
    private final int recordSize;
    private final int depth;
    private final long root;
    private final int rootRecords;
    private final int countSize;
    private final int[] totalSizes;
    private final Budget budget;

    /** Takes the records in their order. */
    interface Visitor {
        void accept(Cursor record) throws Hdf5Exception;
    }

    BTreeV2(FileBytes file, long address, String what) throws Hdf5Exception {
        this.file = file;
        this.what = what;
        Cursor header = file.cursor(address, what);
        header.signature("BTHD");
        header.version(0);
        this.type = header.u8();
        long size = header.u32();
        this.recordSize = header.u16();
        this.depth = header.u16();
        header.skip(2);
        this.root = header.offset();
        this.rootRecords = header.u16();
        header.length();
        file.verifyChecksum(address, header.position() - address, what);
        if (recordSize == 0 || size < NODE_OVERHEAD + recordSize || size > file.size()) {
            throw header.invalid(
                    "nodes of %d bytes with records of %d".formatted(size, recordSize));
        }
        if (depth > DEEPEST) {
            throw header.invalid("a depth of %d".formatted(depth));
        }
        this.nodeSize = (int) Math.min(size, Integer.MAX_VALUE);
        this.totalSizes = new int[depth + 1];
        long most = ((long) nodeSize - NODE_OVERHEAD) / recordSize;
        this.countSize = bytesFor(most);
        this.budget = new Budget(file.size(), what);
        long total = most;
        for (int level = 1; level <= depth; level++) {
            int pointer = file.offsetSize() + countSize + totalSizes[level - 1];
            most = ((long) nodeSize - NODE_OVERHEAD - pointer) / (recordSize + pointer);
            if (most < 1) {
                throw header.invalid("nodes of %d bytes are too small".formatted(nodeSize));
            }
            total = Math.min((most + 1) * total + most, 1L << 47); // no product overflows
            totalSizes[level] = bytesFor(total);
        }
    }

    int type() {
        return type;
    }

    int recordSize() {
        return recordSize;
    }

    void walk(Visitor visitor) throws Hdf5Exception {
        if (root != FileBytes.UNDEFINED && rootRecords > 0) {
            walk(root, rootRecords, depth, visitor);
        }
    }

    private void walk(long address, int records, int level, Visitor visitor) throws Hdf5Exception {
        Cursor node = file.cursor(address, nodeSize, what);
        node.signature(level == 0 ? "BTLF" : "BTIN");
        node.version(0);
        int nodeType = node.u8();
        if (nodeType != type) {
            throw node.invalid("a node of type %d instead of %d".formatted(nodeType, type));
        }
        Cursor content = node.part((long) records * recordSize);
        int pointerSize = level == 0 ? 0 : file.offsetSize() + countSize + totalSizes[level - 1];
        Cursor children = node.part(level == 0 ? 0 : (records + 1L) * pointerSize);
        long used = node.position() - address;
        file.verifyChecksum(address, used, what);
        budget.spend(used);
        for (int i = 0; i <= records; i++) {
            if (level > 0) {
                long child = children.offset();
                long childRecords = children.uint(countSize);
                children.skip(totalSizes[level - 1]);
                if (childRecords < 0 || childRecords > nodeSize) {
                    throw children.invalid("a node of %d records".formatted(childRecords));
                }
                walk(child, (int) childRecords, level - 1, visitor);
            }
            if (i < records) {
                visitor.accept(content.part(recordSize));
            }
        }
    }

    private static int bytesFor(long largest) {
        return (63 - Long.numberOfLeadingZeros(Math.max(1, largest))) / 8 + 1;
    }
}
