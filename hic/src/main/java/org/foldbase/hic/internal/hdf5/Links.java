package org.foldbase.hic.internal.hdf5;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The links of a group, stored in one of three ways: a symbol table (section III.A.1, B and D),
 * link messages in the group's header, or a fractal heap. External and user-defined links are left
 * out.
 */
final class Links {
    private static final int LONGEST_NAME = 1024;
    private static final int SOFT = 1;

    private final FileBytes file;
    private final String what;
    private final SortedMap<String, Link> links = new TreeMap<>();

    sealed interface Link {}

    /** A link to the object header at an address. */
    record Hard(long address) implements Link {}

    /** A link to a path. */
    record Soft(String target) implements Link {}

    private Links(FileBytes file, String what) {
        this.file = file;
        this.what = what;
    }

    static SortedMap<String, Link> read(ObjectHeader header) throws Hdf5Exception {
        Links links = new Links(header.file(), "the group " + header.path());
        Optional<Cursor> table = header.find(ObjectHeader.SYMBOL_TABLE, "symbol table");
        if (table.isPresent()) {
            links.readSymbolTable(table.get());
        }
        for (Cursor message : header.all(ObjectHeader.LINK, "link")) {
            links.readLink(message);
        }
        Optional<Cursor> info = header.find(ObjectHeader.LINK_INFO, "link information");
        if (info.isPresent()) {
            links.readDense(info.get());
        }
        return links.links;
    }

    private void readSymbolTable(Cursor message) throws Hdf5Exception {
        long tree = message.offset();
        Cursor heap = file.cursor(message.offset(), what);
        heap.signature("HEAP");
        heap.version(0);
        heap.skip(3);
        long size = heap.length();
        heap.length();
        long names = heap.offset();
        file.check(names, size, "the local heap of " + what);
        Budget budget = new Budget(file.size(), what);
        new BTreeV1(file, BTreeV1.GROUP, file.lengthSize(), what)
                .walk(tree, (_, node) -> readSymbols(node, names, size, budget));
    }

    private void readSymbols(long address, long names, long namesSize, Budget budget)
            throws Hdf5Exception {
        Cursor node = file.cursor(address, what);
        node.signature("SNOD");
        node.version(1);
        node.skip(1);
        int count = node.u16();
        budget.spend(8 + count * (2L * file.offsetSize() + 24));
        for (int i = 0; i < count; i++) {
            long nameAt = node.offset();
            long header = node.offset();
            long cacheType = node.u32();
            node.skip(4);
            Cursor scratch = node.part(16);
            String name = heapText(names, namesSize, nameAt);
            if (cacheType == 2) {
                put(node, name, new Soft(heapText(names, namesSize, scratch.u32())));
            } else {
                put(node, name, new Hard(header));
            }
        }
    }

    private String heapText(long heap, long size, long at) throws Hdf5Exception {
        Cursor cursor = file.cursor(heap, size, "the local heap of " + what);
        cursor.skip(at);
        return cursor.textToNul(LONGEST_NAME);
    }

    private void readDense(Cursor info) throws Hdf5Exception {
        info.version(0);
        int flags = info.u8();
        info.skip((flags & 1) == 0 ? 0 : 8);
        long heapAddress = info.offset();
        long treeAddress = info.offset();
        if (heapAddress == FileBytes.UNDEFINED) {
            return;
        }
        FractalHeap heap = new FractalHeap(file, heapAddress, "the link heap of " + what);
        BTreeV2 tree = new BTreeV2(file, treeAddress, "the link index of " + what);
        if (tree.type() != BTreeV2.LINKS_BY_NAME) {
            throw info.invalid("a link index of type %d".formatted(tree.type()));
        }
        Budget budget = new Budget(file.size(), what);
        tree.walk(record -> {
            record.skip(4);
            Cursor link = heap.object(record);
            budget.spend(link.remaining());
            readLink(link);
        });
    }

    private void readLink(Cursor link) throws Hdf5Exception {
        link.version(1);
        int flags = link.u8();
        int type = (flags & 0x08) == 0 ? 0 : link.u8();
        link.skip((flags & 0x04) == 0 ? 0 : 8);
        link.skip((flags & 0x10) == 0 ? 0 : 1);
        String name = name(link, link.uint(1 << (flags & 3)));
        if (type == 0) {
            put(link, name, new Hard(link.offset()));
        } else if (type == SOFT) {
            put(link, name, new Soft(name(link, link.u16())));
        }
    }

    private static String name(Cursor cursor, long length) throws Hdf5Exception {
        if (length < 0 || length > LONGEST_NAME) {
            throw cursor.invalid("a name of more than %d bytes".formatted(LONGEST_NAME));
        }
        return cursor.text(length);
    }

    private void put(Cursor cursor, String name, Link link) throws Hdf5Exception {
        if (links.putIfAbsent(name, link) != null) {
            throw cursor.invalid("a second link named '%s'".formatted(name));
        }
    }
}
