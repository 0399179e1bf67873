package org.foldbase.hic.bed;

import java.io.IOException;

/** A region or view file that cannot be used; the message is one sentence for the file's owner. */
public final class RegionFormatException extends IOException {
    RegionFormatException(String message) {
        super(message);
    }

    RegionFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
