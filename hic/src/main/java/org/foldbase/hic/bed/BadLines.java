package org.foldbase.hic.bed;

import java.util.List;

/**
 * The lines that a reading skipped.
 *
 * @param count all of them
 * @param messages what was wrong with the first {@value #MAX_MESSAGES}, each with file and line
 */
public record BadLines(int count, List<String> messages) {
    static final int MAX_MESSAGES = 10;

    public BadLines {
        messages = List.copyOf(messages);
    }
}
