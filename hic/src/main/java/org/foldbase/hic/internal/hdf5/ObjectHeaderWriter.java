package org.foldbase.hic.internal.hdf5;

import java.io.IOException;

/** Collects the messages of a version 1 object header, then writes it in one block. */
final class ObjectHeaderWriter {
    static final int DATASPACE = 0x01;
    static final int DATATYPE = 0x03;
    static final int FILL_VALUE = 0x05;
    static final int LAYOUT = 0x08;
    static final int FILTERS = 0x0B;
    static final int ATTRIBUTE = 0x0C;
    static final int SYMBOL_TABLE = 0x11;

    /** The longest message whose length fits the header's two bytes and is a multiple of 8. */
    static final int MAX_MESSAGE_BYTES = 0xFFF8;

    private static final int CONSTANT = 1;

    private final BytesWriter messages = new BytesWriter();
    private int count;

    /** Adds a message that the HDF5 library must not change in place. */
    ObjectHeaderWriter constant(int type, BytesWriter body) {
        return message(type, CONSTANT, body);
    }

    ObjectHeaderWriter message(int type, BytesWriter body) {
        return message(type, 0, body);
    }

    private ObjectHeaderWriter message(int type, int flags, BytesWriter body) {
        body.padTo8();
        if (body.size() > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException(
                    "a header message of %d bytes is too long for HDF5, which takes %d"
                            .formatted(body.size(), MAX_MESSAGE_BYTES));
        }
        messages.put2(type).put2(body.size()).put1(flags).zeros(3).put(body);
        count++;
        return this;
    }

    /** Writes the header and returns its address. */
    long write(BlockWriter file) throws IOException {
        return file.append(
                new BytesWriter()
                        .put2(1)
                        .put2(count)
                        .put4(1)
                        .put4(messages.size())
                        .put4(0)
                        .put(messages)
                        .toBuffer());
    }
}
