package org.foldbase.server.dataset.internal;

import org.foldbase.server.shared.Refusal;
import org.jspecify.annotations.Nullable;

/** What people write about datasets. */
final class Texts {

    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_TEXT = 4000;

    private Texts() {}

    /** One line that says something. */
    static String line(String text, String what) {
        String line = text.strip();
        if (line.isEmpty()
                || line.length() > LONGEST_LINE
                || !line.matches("[^\\p{Cntrl}\\p{Cs}]*")) {
            throw Refusal.invalid(what + " is one line of 1 to " + LONGEST_LINE + " characters.");
        }
        return line;
    }

    /** One line, or none. */
    static @Nullable String maybe(String text, String what) {
        return text.isBlank() ? null : line(text, what);
    }

    /** Some lines. */
    static String text(String text) {
        if (text.length() > LONGEST_TEXT || !text.matches("[^\\x00\\p{Cs}]*")) {
            throw Refusal.invalid("The description has at most " + LONGEST_TEXT + " characters.");
        }
        return text;
    }
}
