package org.foldbase.hic.internal.hdf5;

import java.util.Arrays;

/**
 * Where the chunks of a dataset are, in ascending order. Chunks that were never written are absent.
 * Memory is in proportion to the chunks that the file holds, not to those it claims. Immutable.
 */
final class ChunkIndex {
    private final long[] ordinals;
    private final long[] addresses;
    private final int[] sizes;
    private final int[] masks;
    private final long storedBytes;

    private ChunkIndex(Builder builder) {
        this.ordinals = Arrays.copyOf(builder.ordinals, builder.count);
        this.addresses = Arrays.copyOf(builder.addresses, builder.count);
        this.sizes = Arrays.copyOf(builder.sizes, builder.count);
        this.masks = Arrays.copyOf(builder.masks, builder.count);
        this.storedBytes = builder.storedBytes;
    }

    /** The slot of a chunk, or a negative number if it was never written. */
    int find(long ordinal) {
        boolean present = ordinal < ordinals.length && ordinals[(int) ordinal] == ordinal;
        return present ? (int) ordinal : Arrays.binarySearch(ordinals, ordinal);
    }

    /** How many chunks from a missing one on are missing. */
    long missingFrom(long ordinal) {
        int next = -1 - Arrays.binarySearch(ordinals, ordinal);
        return next < ordinals.length ? ordinals[next] - ordinal : Long.MAX_VALUE;
    }

    int count() {
        return ordinals.length;
    }

    long ordinal(int slot) {
        return ordinals[slot];
    }

    long address(int slot) {
        return addresses[slot];
    }

    int storedSize(int slot) {
        return sizes[slot];
    }

    /** The filters that were left out for this chunk, one bit each. */
    int mask(int slot) {
        return masks[slot];
    }

    long storedBytes() {
        return storedBytes;
    }

    /** Takes chunks in ascending order and checks that each lies within the file. */
    static final class Builder {
        private final FileBytes file;
        private final long chunks;
        private final String what;
        private final String path;
        private final Budget budget;
        private long[] ordinals = new long[16];
        private long[] addresses = new long[16];
        private int[] sizes = new int[16];
        private int[] masks = new int[16];
        private int count;
        private long storedBytes;

        /**
         * @param chunks in the dataset's extent; others are left out
         */
        Builder(FileBytes file, long chunks, String path) {
            this.file = file;
            this.chunks = chunks;
            this.path = path;
            this.what = "a chunk of " + path;
            this.budget = new Budget(file.size(), "the data of " + path);
        }

        void add(long ordinal, long address, long size, int mask) throws Hdf5Exception {
            if (address == FileBytes.UNDEFINED || ordinal < 0 || ordinal >= chunks) {
                return;
            }
            file.check(address, size, what);
            if (size > Integer.MAX_VALUE - 8) {
                throw new Hdf5Exception(
                        "%s at byte %d has %d bytes, more than can be read at once"
                                .formatted(what, file.inFile(address), size));
            }
            if (count > 0 && ordinals[count - 1] >= ordinal) {
                throw new Hdf5Exception(
                        "the chunk index of %s is damaged: chunk %d comes after chunk %d"
                                .formatted(path, ordinal, ordinals[count - 1]));
            }
            budget.spend(size);
            if (count == ordinals.length) {
                int capacity = count * 2;
                ordinals = Arrays.copyOf(ordinals, capacity);
                addresses = Arrays.copyOf(addresses, capacity);
                sizes = Arrays.copyOf(sizes, capacity);
                masks = Arrays.copyOf(masks, capacity);
            }
            ordinals[count] = ordinal;
            addresses[count] = address;
            sizes[count] = (int) size;
            masks[count] = mask;
            count++;
            storedBytes += size;
        }

        ChunkIndex build() {
            return new ChunkIndex(this);
        }
    }
}
