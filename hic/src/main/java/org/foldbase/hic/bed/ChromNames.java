package org.foldbase.hic.bed;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The chromosome names of a file, one string each however many lines use it. */
final class ChromNames {
    private final Map<String, String> names = new HashMap<>();
    private byte[] lastBytes = {};
    private String lastName = "";

    /** The name in a column; quick if it is that of the call before. */
    String get(Columns columns, int column) {
        byte[] buffer = columns.buffer();
        int start = columns.start(column);
        int end = columns.end(column);
        if (!Arrays.equals(lastBytes, 0, lastBytes.length, buffer, start, end)) {
            lastBytes = Arrays.copyOfRange(buffer, start, end);
            String name = columns.text(column);
            String known = names.putIfAbsent(name, name);
            lastName = known == null ? name : known;
        }
        return lastName;
    }
}
