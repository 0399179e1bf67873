package org.foldbase.hic.cooler;

import java.io.IOException;

/** A file is not a contact map, or not the one that was asked for; the message is one sentence. */
public class CoolerException extends IOException {
    public CoolerException(String message) {
        super(message);
    }

    public CoolerException(String message, Throwable cause) {
        super(message, cause);
    }
}
