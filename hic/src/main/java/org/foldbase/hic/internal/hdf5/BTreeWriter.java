package org.foldbase.hic.internal.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntToLongFunction;

/**
 * Writes a version 1 B-tree, bottom up, from entries that are already in order.
 *
 * <p>Nodes of a level lie side by side, so every address follows from a node's number (HDF5 File
 * Format Specification 2.0, III.A.1).
 */
final class BTreeWriter {
    static final int GROUP_NODE = 0;
    static final int CHUNK_NODE = 1;

    private static final int PREFIX_BYTES = 24;

    /** Puts key {@code index} of the entries 0 … n; key n closes the last entry. */
    @FunctionalInterface
    interface Keys {
        void put(int index, BytesWriter out);
    }

    private final int nodeType;
    private final int fanOut;
    private final int nodeBytes;

    /**
     * @param fanOut the most children a node may have: what the file's superblock promises, twice
     *     its K
     */
    BTreeWriter(int nodeType, int fanOut, int keyBytes) {
        this.nodeType = nodeType;
        this.fanOut = fanOut;
        this.nodeBytes = PREFIX_BYTES + fanOut * 8 + (fanOut + 1) * keyBytes;
    }

    /** Writes the whole tree and returns the address of its root. */
    long write(BlockWriter file, int entries, IntToLongFunction addressOf, Keys keys)
            throws IOException {
        IntToLongFunction childAddress = addressOf;
        int children = entries;
        long entriesPerChild = 1;
        for (int level = 0; ; level++) {
            int nodes = Math.max(1, Math.ceilDiv(children, fanOut));
            long firstNode = file.reserve((long) nodes * nodeBytes);
            for (int node = 0; node < nodes; node++) {
                long address = firstNode + (long) node * nodeBytes;
                int firstChild = node * fanOut;
                int endChild = Math.min(children, firstChild + fanOut);
                BytesWriter out =
                        new BytesWriter()
                                .put("TREE".getBytes(StandardCharsets.US_ASCII))
                                .put1(nodeType)
                                .put1(level)
                                .put2(endChild - firstChild)
                                .put8(node == 0 ? BlockWriter.UNDEFINED : address - nodeBytes)
                                .put8(
                                        node == nodes - 1
                                                ? BlockWriter.UNDEFINED
                                                : address + nodeBytes);
                for (int child = firstChild; child < endChild; child++) {
                    keys.put((int) (child * entriesPerChild), out);
                    out.put8(childAddress.applyAsLong(child));
                }
                keys.put((int) Math.min(entries, endChild * entriesPerChild), out);
                file.write(address, out.zeros(nodeBytes - out.size()).toBuffer());
            }
            if (nodes == 1) {
                return firstNode;
            }
            childAddress = node -> firstNode + (long) node * nodeBytes;
            children = nodes;
            entriesPerChild *= fanOut;
        }
    }
}
