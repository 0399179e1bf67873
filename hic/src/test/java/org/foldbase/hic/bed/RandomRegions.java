package org.foldbase.hic.bed;

import java.util.List;
import java.util.Random;

/** The text of a random region file: at least one good line first, then a share of bad ones. */
final class RandomRegions {
    private static final List<String> CHROMOSOMES =
            List.of("chr1", "chr2", "chrX", "1", "MT", "scaffold_12.3", "HLA*01:02", "χ");
    private static final List<String> BAD =
            List.of("x", "", "-3", "1e5", "1,000", "7.0", "12a", "99999999999999999999", "+", "-1");

    private final Random random;
    private final double badShare;
    private final RegionFormat format;
    private final boolean tabs;
    private final int columns;
    private final StringBuilder text = new StringBuilder();

    RandomRegions(Random random, double badShare) {
        this.random = random;
        this.badShare = badShare;
        this.format = random.nextBoolean() ? RegionFormat.BED : RegionFormat.BEDPE;
        this.tabs = random.nextInt(3) > 0;
        this.columns = format == RegionFormat.BED ? 3 + random.nextInt(12) : 6 + random.nextInt(8);
        write();
    }

    RegionFormat format() {
        return format;
    }

    String text() {
        return text.toString();
    }

    private void write() {
        String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
        if (random.nextInt(4) == 0) {
            text.append('\uFEFF');
        }
        filler(lineEnd);
        if (random.nextInt(3) == 0) {
            text.append(String.join(separator(), "chrom", "start", "end")).append(lineEnd);
        }
        int lines = 1 + random.nextInt(40);
        for (int line = 0; line < lines; line++) {
            filler(lineEnd);
            text.append(line(line > 0 && random.nextDouble() < badShare));
            if (line < lines - 1 || random.nextBoolean()) {
                text.append(lineEnd);
            }
        }
    }

    private void filler(String lineEnd) {
        while (random.nextInt(6) == 0) {
            String line =
                    switch (random.nextInt(5)) {
                        case 0 -> "";
                        case 1 -> " \t ";
                        case 2 -> "# chr1\t1\t2";
                        case 3 -> "track name=\"a b\"";
                        default -> "browser position chr1:1-2";
                    };
            text.append(line).append(lineEnd);
        }
    }

    private String line(boolean bad) {
        String[] values = new String[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = value(i);
        }
        range(values, 0);
        if (format == RegionFormat.BEDPE) {
            range(values, 3);
        }
        if (bad) {
            int anchor = format == RegionFormat.BEDPE ? 3 * random.nextInt(2) : 0;
            values[anchor + 1 + random.nextInt(2)] = BAD.get(random.nextInt(BAD.size()));
        }
        return String.join(separator(), values);
    }

    private String value(int column) {
        int strand = format == RegionFormat.BED ? 5 : 8;
        if (column == strand || column == strand + 1) {
            return List.of("+", "-", ".", "*").get(random.nextInt(4));
        }
        return tabs ? List.of("a name", ".", "0.5", "").get(random.nextInt(4)) : "name";
    }

    private void range(String[] values, int first) {
        long start = random.nextLong(300_000_000);
        values[first] = CHROMOSOMES.get(random.nextInt(CHROMOSOMES.size()));
        values[first + 1] = Long.toString(start);
        values[first + 2] = Long.toString(start + random.nextInt(3) * random.nextLong(1_000_000));
    }

    private String separator() {
        return tabs ? (random.nextInt(20) == 0 ? " \t " : "\t") : " ".repeat(1 + random.nextInt(3));
    }
}
