package org.foldbase.hic.internal.hdf5;

/**
 * The extent of a dataset or attribute (section IV.A.2.b, versions 1 and 2).
 *
 * @param rank dimensions; 0 for a scalar
 * @param size elements; 0 for the null dataspace
 */
record Dataspace(int rank, long size) {
    static Dataspace read(Cursor cursor) throws Hdf5Exception {
        int version = cursor.u8();
        if (version != 1 && version != 2) {
            throw cursor.invalid("a dataspace of version %d".formatted(version));
        }
        int rank = cursor.u8();
        cursor.skip(1);
        int kind = cursor.u8();
        if (version == 1) {
            cursor.skip(4);
        }
        if (rank > 32) {
            throw cursor.invalid("%d dimensions".formatted(rank));
        }
        if (version == 2 && kind == 2) {
            return new Dataspace(0, 0);
        }
        long size = 1;
        for (int i = 0; i < rank; i++) {
            long extent = cursor.length();
            if (Math.multiplyHigh(size, extent) != 0 || size * extent < 0) {
                throw cursor.invalid("more elements than a number of 63 bits can count");
            }
            size *= extent;
        }
        return new Dataspace(rank, size);
    }
}
