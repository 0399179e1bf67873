package org.foldbase.server.shared;

import java.util.Locale;

/** Sizes of files for people. */
public final class Bytes {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

    private Bytes() {}

    /** A number of bytes in the unit that reads best, of 1000 each. */
    public static String text(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1000 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        return unit == 0
                ? bytes + " bytes"
                : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
