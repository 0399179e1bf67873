package org.foldbase.hic.internal.hdf5;

import java.io.IOException;

/** What a group can hold: a column or another group. */
abstract sealed class NodeWriter permits GroupWriter, ColumnWriter {
    final String path;
    final AttributesWriter attributes = new AttributesWriter();

    NodeWriter(String path) {
        this.path = path;
    }

    /** Finishes the node with all below it and returns the address of its object header. */
    abstract long writeHeader(BlockWriter file, HeapWriter heap) throws IOException;
}
