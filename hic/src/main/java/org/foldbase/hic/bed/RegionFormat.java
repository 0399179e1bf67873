package org.foldbase.hic.bed;

/** The kinds of region files. */
public enum RegionFormat {
    /** One region a line: {@code chrom start end}, and the strand in column 6. */
    BED(3, "chrom, start, end"),
    /** Two regions a line: {@code chrom start end} twice, and the strands in columns 9 and 10. */
    BEDPE(6, "chrom1, start1, end1, chrom2, start2, end2");

    private final int columnsNeeded;
    private final String columnNames;

    RegionFormat(int columnsNeeded, String columnNames) {
        this.columnsNeeded = columnsNeeded;
        this.columnNames = columnNames;
    }

    int columnsNeeded() {
        return columnsNeeded;
    }

    String columnNames() {
        return columnNames;
    }
}
