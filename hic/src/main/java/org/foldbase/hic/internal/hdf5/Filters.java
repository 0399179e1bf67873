package org.foldbase.hic.internal.hdf5;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was done to chunks before they were stored, in the order in which it was done (section
 * IV.A.2.l).
 */
record Filters(List<Filter> steps) {
    static final int DEFLATE = 1;
    static final int SHUFFLE = 2;
    static final int FLETCHER32 = 3;
    static final int LZF = 32000;

    static final Filters NONE = new Filters(List.of());

    /**
     * @param elementSize of the shuffle filter, else 0
     */
    record Filter(int id, String name, int elementSize) {
        boolean isSupported() {
            return id == DEFLATE || id == SHUFFLE || id == FLETCHER32 || id == LZF;
        }

        boolean isCompression() {
            return id != SHUFFLE && id != FLETCHER32;
        }
    }

    static Filters read(Cursor cursor) throws Hdf5Exception {
        int version = cursor.u8();
        if (version != 1 && version != 2) {
            throw cursor.invalid("a filter pipeline of version %d".formatted(version));
        }
        int count = cursor.u8();
        cursor.skip(version == 1 ? 6 : 0);
        if (count > 32) {
            throw cursor.invalid("%d filters".formatted(count));
        }
        List<Filter> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            steps.add(readFilter(cursor, version));
        }
        return new Filters(List.copyOf(steps));
    }

    private static Filter readFilter(Cursor cursor, int version) throws Hdf5Exception {
        int id = cursor.u16();
        int nameLength = version == 1 || id >= 256 ? cursor.u16() : 0;
        cursor.skip(2);
        int values = cursor.u16();
        String stored = cursor.text(nameLength);
        if (version == 1) {
            cursor.skip(-nameLength & 7);
        }
        Cursor parameters = cursor.part(4L * values);
        if (version == 1 && values % 2 != 0) {
            cursor.skip(4);
        }
        int elementSize = 0;
        if (id == SHUFFLE) {
            long size = parameters.u32();
            if (size < 1 || size > Integer.MAX_VALUE) {
                throw cursor.invalid("a shuffle of elements of %d bytes".formatted(size));
            }
            elementSize = (int) size;
        }
        return new Filter(id, name(id, stored), elementSize);
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** How many bytes one stored byte can stand for at most. */
    int largestRatio() {
        int ratio = 1;
        for (Filter step : steps) {
            ratio =
                    switch (step.id) {
                        case DEFLATE -> 1032;
                        case LZF -> 88;
                        default -> ratio;
                    };
        }
        return ratio;
    }

    void requireSupported(String path) throws Hdf5Exception {
        for (Filter step : steps) {
            if (!step.isSupported()) {
                throw new Hdf5Exception(
                        "%s is stored with the filter %s (id %d), which is not supported; store it with gzip"
                                .formatted(path, step.name, step.id));
            }
        }
        if (steps.stream().filter(Filter::isCompression).count() > 1) {
            throw new Hdf5Exception(
                    "%s is compressed more than once (%s), which is not supported"
                            .formatted(path, this));
        }
    }

    /** In words, compression first: {@code gzip+shuffle}. */
    @Override
    public String toString() {
        List<Filter> ordered = new ArrayList<>(steps);
        ordered.sort((a, b) -> Boolean.compare(b.isCompression(), a.isCompression()));
        return ordered.stream().map(Filter::name).collect(Collectors.joining("+"));
    }

    private static String name(int id, String stored) {
        return switch (id) {
            case DEFLATE -> "gzip";
            case SHUFFLE -> "shuffle";
            case FLETCHER32 -> "fletcher32";
            case 4 -> "szip";
            case 5 -> "n-bit";
            case 6 -> "scale-offset";
            case LZF -> "lzf";
            case 32001 -> "blosc";
            case 32004 -> "lz4";
            case 32008 -> "bitshuffle";
            case 32015 -> "zstd";
            default -> stored.isEmpty() ? "unknown" : stored;
        };
    }
}
