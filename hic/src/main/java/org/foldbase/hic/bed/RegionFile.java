package org.foldbase.hic.bed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The content of a BED or BEDPE file.
 *
 * <p>Read are BED3 to BED12 and BEDPE with any further columns, in plain text or gzip (also of
 * several members, as bgzip writes), told by content and not by the file's name. Columns are
 * separated by tabs, or by runs of spaces in a line without a tab. Blank lines, {@code #} comments,
 * {@code track} and {@code browser} lines and one header line of column names are passed over.
 *
 * <p>A file is BEDPE if its first region line has at least 6 columns of which 2, 3, 5 and 6 are
 * whole numbers, or at least look like numbers where column 4 repeats column 1.
 *
 * @see <a href="https://samtools.github.io/hts-specs/BEDv1.pdf">The Browser Extensible Data (BED)
 *     format</a>
 * @see <a href="https://bedtools.readthedocs.io/en/latest/content/general-usage.html">BEDPE</a>
 */
public final class RegionFile {
    private final RegionFormat format;
    private final List<Region> regions;
    private final List<RegionPair> pairs;
    private final BadLines badLines;

    RegionFile(
            RegionFormat format, List<Region> regions, List<RegionPair> pairs, BadLines badLines) {
        this.format = format;
        this.regions = List.copyOf(regions);
        this.pairs = List.copyOf(pairs);
        this.badLines = badLines;
    }

    /**
     * Reads a whole file.
     *
     * @throws RegionFormatException if it is not a region file, has a bad line that is not to be
     *     skipped, holds no regions, or more than {@value RegionReader#MAX_REGION_LINES}
     * @throws IOException if it cannot be read; the message is a sentence that names it
     */
    public static RegionFile read(Path file, ReadOptions options) throws IOException {
        try (TextLines text = TextLines.open(file)) {
            return new RegionReader(text, options).read();
        }
    }

    public RegionFormat format() {
        return format;
    }

    /** The regions of a BED file in its order; empty for BEDPE. */
    public List<Region> regions() {
        return regions;
    }

    /** The pairs of a BEDPE file in its order; empty for BED. */
    public List<RegionPair> pairs() {
        return pairs;
    }

    /** The number of regions, or of pairs. */
    public int count() {
        return format == RegionFormat.BED ? regions.size() : pairs.size();
    }

    /** What was skipped; always empty unless {@link ReadOptions#skipBadLines()}. */
    public BadLines badLines() {
        return badLines;
    }

    /**
     * How to read.
     *
     * @param format the format, or empty to tell it by content
     * @param skipBadLines whether to count bad lines instead of refusing the file
     */
    public record ReadOptions(Optional<RegionFormat> format, boolean skipBadLines) {
        /** The format by content, and no bad lines. */
        public static ReadOptions defaults() {
            return new ReadOptions(Optional.empty(), false);
        }
    }
}
