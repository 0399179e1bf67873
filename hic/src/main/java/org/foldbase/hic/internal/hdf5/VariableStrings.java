package org.foldbase.hic.internal.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Text of variable length in the global heap (section III.E). Not thread-safe. */
final class VariableStrings {
    private static final long SLACK = 16L << 20;

    private final FileBytes file;
    private final String what;
    private final Budget heapBudget;
    private final Budget textBudget;
    private final Map<Long, Map<Integer, Extent>> heaps = new HashMap<>();

    private record Extent(long address, long length) {}

    /**
     * @param what holds the references, for messages
     */
    VariableStrings(FileBytes file, String what) {
        this.file = file;
        this.what = what;
        this.heapBudget = new Budget(file.size(), "the global heap of " + what);
        this.textBudget = new Budget(4 * file.size() + SLACK, "the text of " + what);
    }

    /** Reads the text to which the element at an index of {@code bytes} refers. */
    String read(byte[] bytes, int at) throws Hdf5Exception {
        int offsetSize = file.offsetSize();
        long length = uint(bytes, at, 4);
        long heap = uint(bytes, at + 4, offsetSize);
        int index = (int) uint(bytes, at + 4 + offsetSize, 4);
        if (length == 0) {
            return "";
        }
        Map<Integer, Extent> objects = heaps.get(heap);
        if (objects == null) {
            objects = readHeap(heap);
            heaps.put(heap, objects);
        }
        Extent extent = objects.get(index);
        if (extent == null || extent.length < length) {
            throw new Hdf5Exception(
                    "%s refers to %d bytes of text that the global heap at byte %d does not hold"
                            .formatted(what, length, file.inFile(heap)));
        }
        textBudget.spend(length);
        return textOf(extent.address, length);
    }

    private static long uint(byte[] bytes, int at, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | (bytes[at + i] & 0xff);
        }
        return value;
    }

    private String textOf(long address, long length) throws Hdf5Exception {
        byte[] bytes = file.cursor(address, length, what).bytes(length);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private Map<Integer, Extent> readHeap(long address) throws Hdf5Exception {
        Cursor start = file.cursor(address, "the global heap of " + what);
        start.signature("GCOL");
        start.version(1);
        start.skip(3);
        long size = start.length();
        heapBudget.spend(size);
        Cursor heap = file.cursor(address, size, start.what());
        heap.skip(start.position() - address);
        Map<Integer, Extent> objects = new HashMap<>();
        int prefix = 8 + file.lengthSize();
        while (heap.remaining() >= prefix) {
            int index = heap.u16();
            heap.skip(6);
            long length = heap.length();
            if (index == 0) {
                break;
            }
            objects.put(index, new Extent(heap.position(), length));
            heap.skip(length);
            heap.skip(Math.min(heap.remaining(), -length & 7));
        }
        return objects;
    }
}
