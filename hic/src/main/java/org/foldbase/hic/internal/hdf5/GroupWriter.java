package org.foldbase.hic.internal.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** A group: named columns and groups, and attributes. */
public final class GroupWriter extends NodeWriter {
    static final int LEAF_K = 4;
    static final int INTERNAL_K = 16;

    private static final int SYMBOLS_PER_NODE = 2 * LEAF_K;
    private static final int SYMBOL_BYTES = 40;
    private static final int SYMBOL_NODE_BYTES = 8 + SYMBOLS_PER_NODE * SYMBOL_BYTES;

    /** The order that HDF5 searches names in: their bytes, unsigned. */
    private static final Comparator<String> BY_BYTES =
            (left, right) ->
                    Arrays.compareUnsigned(
                            left.getBytes(StandardCharsets.UTF_8),
                            right.getBytes(StandardCharsets.UTF_8));

    private final BlockWriter file;
    private final ChunkWriter chunks;
    private final Map<String, NodeWriter> children = new TreeMap<>(BY_BYTES);

    private long treeAddress;
    private long namesAddress;

    GroupWriter(String path, BlockWriter file, ChunkWriter chunks) {
        super(path);
        this.file = file;
        this.chunks = chunks;
    }

    /**
     * Adds a group.
     *
     * @throws IllegalArgumentException if the name is taken or cannot be a name
     */
    public GroupWriter group(String name) {
        GroupWriter group = new GroupWriter(pathOf(name), file, chunks);
        children.put(name, group);
        return group;
    }

    /**
     * Adds a column.
     *
     * @throws IllegalArgumentException if the name is taken or cannot be a name, or if HDF5 has no
     *     place for such a type or chunk
     */
    public ColumnWriter column(String name, Hdf5WriterType type, Hdf5WriterLayout layout) {
        ColumnWriter column = new ColumnWriter(pathOf(name), type, layout, file, chunks);
        children.put(name, column);
        return column;
    }

    /** Sets a scalar attribute: a string, whole number, double or boolean. */
    public GroupWriter attribute(String name, Object value) {
        attributes.set(path, name, value);
        return this;
    }

    /** The absolute path in the file, {@code /resolutions/1000}. */
    public String path() {
        return path;
    }

    private String pathOf(String name) {
        if (name.isEmpty()
                || name.equals(".")
                || name.indexOf('/') >= 0
                || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("'%s' cannot be a name in %s".formatted(name, path));
        }
        if (children.containsKey(name)) {
            throw new IllegalArgumentException("%s already has a '%s'".formatted(path, name));
        }
        return path.endsWith("/") ? path + name : path + "/" + name;
    }

    @Override
    long writeHeader(BlockWriter target, HeapWriter heap) throws IOException {
        int count = children.size();
        int[] nameOffsets = new int[count];
        long[] addresses = new long[count];
        BytesWriter names = new BytesWriter().put8(0);
        int index = 0;
        for (Map.Entry<String, NodeWriter> child : children.entrySet()) {
            nameOffsets[index] = names.size();
            names.putPaddedText(child.getKey());
            addresses[index] = child.getValue().writeHeader(target, heap);
            index++;
        }
        namesAddress = writeNames(target, names);
        treeAddress = writeSymbols(target, nameOffsets, addresses);
        ObjectHeaderWriter header = new ObjectHeaderWriter();
        header.message(
                ObjectHeaderWriter.SYMBOL_TABLE,
                new BytesWriter().put8(treeAddress).put8(namesAddress));
        attributes.write(header, heap);
        return header.write(target);
    }

    /** The local heap: all names of the group. */
    private static long writeNames(BlockWriter target, BytesWriter names) throws IOException {
        long noFreeBlock = 1;
        long data = target.append(names.toBuffer());
        return target.append(
                new BytesWriter()
                        .put("HEAP".getBytes(StandardCharsets.US_ASCII))
                        .put4(0)
                        .put8(names.size())
                        .put8(noFreeBlock)
                        .put8(data)
                        .toBuffer());
    }

    private static long writeSymbols(BlockWriter target, int[] nameOffsets, long[] addresses)
            throws IOException {
        int nodes = Math.ceilDiv(addresses.length, SYMBOLS_PER_NODE);
        long firstNode = target.reserve((long) nodes * SYMBOL_NODE_BYTES);
        for (int node = 0; node < nodes; node++) {
            int first = node * SYMBOLS_PER_NODE;
            int end = Math.min(addresses.length, first + SYMBOLS_PER_NODE);
            BytesWriter out =
                    new BytesWriter()
                            .put("SNOD".getBytes(StandardCharsets.US_ASCII))
                            .put2(1)
                            .put2(end - first);
            for (int symbol = first; symbol < end; symbol++) {
                out.put8(nameOffsets[symbol]).put8(addresses[symbol]).zeros(24);
            }
            out.zeros(SYMBOL_NODE_BYTES - out.size());
            target.write(firstNode + (long) node * SYMBOL_NODE_BYTES, out.toBuffer());
        }
        // Key 0 is the empty name; a later key is the last name of the node before it.
        BTreeWriter.Keys keys =
                (key, out) ->
                        out.put8(
                                key == 0
                                        ? 0
                                        : nameOffsets[
                                                Math.min(addresses.length, key * SYMBOLS_PER_NODE)
                                                        - 1]);
        return new BTreeWriter(BTreeWriter.GROUP_NODE, 2 * INTERNAL_K, 8)
                .write(target, nodes, node -> firstNode + (long) node * SYMBOL_NODE_BYTES, keys);
    }

    /** The root's entry in the superblock, valid after its header was written. */
    void putRootEntry(long headerAddress, BytesWriter out) {
        int cachedSymbolTable = 1;
        out.put8(0).put8(headerAddress).put4(cachedSymbolTable).put4(0);
        out.put8(treeAddress).put8(namesAddress);
    }
}
