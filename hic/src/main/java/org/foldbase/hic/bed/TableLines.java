package org.foldbase.hic.bed;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * The lines of a region or view file that hold data. Passed over are blank lines, {@code #}
 * comments, {@code track} and {@code browser} lines, and the first other line if it names columns.
 */
final class TableLines {
    private static final Set<String> CHROMOSOME_COLUMNS =
            Set.of(
                    "chrom",
                    "chrom1",
                    "chr",
                    "chromosome",
                    "chromosome1",
                    "contig",
                    "seqid",
                    "seqname",
                    "seqnames",
                    "seqnames1");

    private final TextLines text;
    private final Columns columns;
    private boolean headerMayCome = true;

    TableLines(TextLines text, Columns columns) {
        this.text = text;
        this.columns = columns;
    }

    /**
     * Splits the next line that holds data.
     *
     * @return whether there is one
     */
    boolean next() throws IOException {
        while (text.next()) {
            if (isBlankOrComment()) {
                continue;
            }
            columns.split(text.buffer(), text.start(), text.end());
            if (isFor("track") || isFor("browser")) {
                continue;
            }
            boolean header = headerMayCome && isHeader();
            headerMayCome = false;
            if (!header) {
                return true;
            }
        }
        return false;
    }

    private boolean isBlankOrComment() {
        byte[] buffer = text.buffer();
        for (int i = text.start(); i < text.end(); i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return buffer[i] == '#';
            }
        }
        return true;
    }

    private boolean isFor(String word) {
        byte[] buffer = text.buffer();
        int start = text.start();
        int after = start + word.length();
        if (after > text.end()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (buffer[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return after == text.end() || buffer[after] == ' ' || buffer[after] == '\t';
    }

    private boolean isHeader() {
        if (columns.count() < 3 || columns.looksNumeric(1) || columns.looksNumeric(2)) {
            return false;
        }
        String first = columns.text(0).toLowerCase(Locale.ROOT);
        // Loop callers head a column with chr1, which is a chromosome, too.
        return CHROMOSOME_COLUMNS.contains(first)
                || (first.equals("chr1") && Set.of("x1", "start1").contains(columns.text(1)));
    }
}
