package org.foldbase.hic.internal.hdf5;

/** The older B-tree (section III.A.1), which finds the members of groups and the chunks of data. */
final class BTreeV1 {
    static final int GROUP = 0;
    static final int CHUNKS = 1;

    private final FileBytes file;
    private final int type;
    private final int keySize;
    private final String what;
    private final Budget budget;

    /** Takes the entries of the leaves, in their order. */
    interface Leaf {
        void accept(Cursor key, long child) throws Hdf5Exception;
    }

    BTreeV1(FileBytes file, int type, int keySize, String what) {
        this.file = file;
        this.type = type;
        this.keySize = keySize;
        this.what = what;
        this.budget = new Budget(file.size(), what);
    }

    void walk(long root, Leaf leaf) throws Hdf5Exception {
        walk(root, -1, leaf);
    }

    /** Levels decrease from node to node, which bounds the recursion by the 255 of a root. */
    private void walk(long address, int expectedLevel, Leaf leaf) throws Hdf5Exception {
        Cursor node = file.cursor(address, what);
        node.signature("TREE");
        int nodeType = node.u8();
        int level = node.u8();
        int entries = node.u16();
        if (nodeType != type || (expectedLevel >= 0 && level != expectedLevel)) {
            throw node.invalid("a node of type %d and level %d".formatted(nodeType, level));
        }
        node.skip(2L * file.offsetSize());
        budget.spend(8 + (2L + entries) * file.offsetSize() + (long) entries * keySize);
        for (int i = 0; i < entries; i++) {
            Cursor key = node.part(keySize);
            long child = node.offset();
            if (level == 0) {
                leaf.accept(key, child);
            } else {
                walk(child, level - 1, leaf);
            }
        }
    }
}
