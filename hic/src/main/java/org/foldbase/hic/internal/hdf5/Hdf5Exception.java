package org.foldbase.hic.internal.hdf5;

import java.io.IOException;

/**
 * An HDF5 file that cannot be read: damaged, hostile, or using a part of the format that this
 * reader leaves out. The message is one sentence that names the object and, when known, the byte
 * offset in the file.
 */
public final class Hdf5Exception extends IOException {
    Hdf5Exception(String message) {
        super(message);
    }

    Hdf5Exception(String message, Throwable cause) {
        super(message, cause);
    }
}
