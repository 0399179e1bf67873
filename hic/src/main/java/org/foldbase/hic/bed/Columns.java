package org.foldbase.hic.bed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * The columns of one line: split at tabs if it has any, else at runs of spaces. Spaces around a
 * column are no part of it.
 */
final class Columns {
    /** No chromosome is longer, and the sum of two positions is far from overflow. */
    static final long MAX_POSITION_BP = 1L << 40;

    /** What {@link #position} gives for anything that is not a position. */
    static final long NONE = -1;

    private static final int KEPT = 12;
    private static final int MAX_SHOWN = 40;

    private final boolean commas;
    private final int[] starts = new int[KEPT];
    private final int[] ends = new int[KEPT];
    private byte[] buffer = {};
    private int count;
    private boolean holdsComma;

    /**
     * @param commas whether a line without a tab but with a comma is split at its commas
     */
    Columns(boolean commas) {
        this.commas = commas;
    }

    /** Splits {@code bytes[start, end)}, which stays in use until the next call. */
    void split(byte[] bytes, int start, int end) {
        buffer = bytes;
        count = 0;
        boolean holdsTab = false;
        holdsComma = false;
        for (int i = start; i < end && !holdsTab; i++) {
            holdsTab = bytes[i] == '\t';
            holdsComma |= bytes[i] == ',';
        }
        if (holdsTab) {
            splitAt('\t', start, end);
        } else if (commas && holdsComma) {
            splitAt(',', start, end);
        } else {
            splitAtSpaces(start, end);
        }
    }

    private void splitAt(char separator, int start, int end) {
        int from = start;
        for (int i = start; i < end; i++) {
            if (buffer[i] == separator) {
                add(from, i);
                from = i + 1;
            }
        }
        add(from, end);
    }

    private void splitAtSpaces(int start, int end) {
        int i = start;
        while (i < end) {
            while (i < end && buffer[i] == ' ') {
                i++;
            }
            int from = i;
            while (i < end && buffer[i] != ' ') {
                i++;
            }
            if (from < i) {
                add(from, i);
            }
        }
    }

    private void add(int start, int end) {
        if (count < KEPT) {
            int from = start;
            int to = end;
            while (from < to && buffer[from] == ' ') {
                from++;
            }
            while (from < to && buffer[to - 1] == ' ') {
                to--;
            }
            starts[count] = from;
            ends[count] = to;
        }
        count++;
    }

    /** The number of columns; the first {@value #KEPT} can be looked at. */
    int count() {
        return count;
    }

    byte[] buffer() {
        return buffer;
    }

    int start(int column) {
        return starts[column];
    }

    int end(int column) {
        return ends[column];
    }

    boolean isEmpty(int column) {
        return starts[column] == ends[column];
    }

    String text(int column) {
        return new String(buffer, starts[column], ends[column] - starts[column], UTF_8);
    }

    boolean is(int column, char character) {
        return ends[column] - starts[column] == 1 && buffer[starts[column]] == character;
    }

    boolean isMinusOne(int column) {
        return ends[column] - starts[column] == 2
                && buffer[starts[column]] == '-'
                && buffer[starts[column] + 1] == '1';
    }

    /** Whether two columns hold the same text. */
    boolean same(int column, int other) {
        int length = ends[column] - starts[column];
        if (length != ends[other] - starts[other]) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer[starts[column] + i] != buffer[starts[other] + i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a column begins as a number does: with a digit, perhaps after a sign. */
    boolean looksNumeric(int column) {
        int at = afterSign(column);
        return at < ends[column] && isDigit(buffer[at]);
    }

    /** Whether a column is digits only, perhaps after a sign. */
    boolean isWholeNumber(int column) {
        int from = afterSign(column);
        for (int i = from; i < ends[column]; i++) {
            if (!isDigit(buffer[i])) {
                return false;
            }
        }
        return from < ends[column];
    }

    /** The value of a column in base pairs, or {@link #NONE} if it is not a position. */
    long position(int column) {
        if (!isWholeNumber(column)) {
            return NONE;
        }
        long value = 0;
        for (int i = afterSign(column); i < ends[column]; i++) {
            value = 10 * value + (buffer[i] - '0');
            if (value > MAX_POSITION_BP) {
                return NONE;
            }
        }
        return value > 0 && buffer[starts[column]] == '-' ? NONE : value;
    }

    private int afterSign(int column) {
        int at = starts[column];
        return at < ends[column] && (buffer[at] == '-' || buffer[at] == '+') ? at + 1 : at;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** What is wrong if there are fewer columns than {@code what} needs. */
    Optional<String> countProblem(int needed, String what, String names) {
        if (count >= needed) {
            return Optional.empty();
        }
        return Optional.of(
                "%d column%s; %s needs at least %d (%s)%s"
                        .formatted(
                                count,
                                count == 1 ? "" : "s",
                                what,
                                needed,
                                names,
                                holdsComma ? ", separated by tabs, not commas" : ""));
    }

    /**
     * What is wrong with the chromosome, start and end in three columns from {@code first}.
     *
     * @param suffix what the columns' names end with in the message, such as 1 for start1
     */
    Optional<String> rangeProblem(int first, String suffix) {
        if (isEmpty(first)) {
            return Optional.of("chrom%s is empty".formatted(suffix));
        }
        long startBp = position(first + 1);
        long endBp = position(first + 2);
        if (startBp == NONE) {
            return Optional.of(positionProblem("start" + suffix, first + 1));
        }
        if (endBp == NONE) {
            return Optional.of(positionProblem("end" + suffix, first + 2));
        }
        if (endBp < startBp) {
            return Optional.of(
                    "end%s %d is before start%s %d".formatted(suffix, endBp, suffix, startBp));
        }
        return Optional.empty();
    }

    private String positionProblem(String name, int column) {
        if (isEmpty(column)) {
            return "%s is empty".formatted(name);
        }
        if (!isWholeNumber(column)) {
            return "%s \"%s\" is not a whole number%s".formatted(name, shown(column), hint(column));
        }
        if (buffer[starts[column]] == '-') {
            return "%s %s is negative; positions count from 0".formatted(name, shown(column));
        }
        return "%s %s is more than any chromosome has (at most %d)"
                .formatted(name, shown(column), MAX_POSITION_BP);
    }

    private String hint(int column) {
        String text = text(column);
        if (text.indexOf('\r') >= 0) {
            return "; save the file with LF line ends, not CR";
        }
        if (!looksNumeric(column)) {
            return "";
        }
        if (consistsOf(text, "0123456789,_'")) {
            return "; write it without separators of thousands";
        }
        if (consistsOf(text, "0123456789.eE+-")) {
            return "; write it in full, without a decimal point or an exponent";
        }
        return "";
    }

    private static boolean consistsOf(String text, String characters) {
        return text.chars().allMatch(c -> characters.indexOf(c) >= 0);
    }

    /** A column's text for a message: short and without control characters. */
    String shown(int column) {
        String text = text(column);
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(MAX_SHOWN)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > MAX_SHOWN ? shown + "…" : shown.toString();
    }
}
