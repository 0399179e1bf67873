package org.foldbase.hic.bed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one region file from its first line to its last. */
final class RegionReader {
    /** Bounds the memory that a small compressed file can ask for. */
    static final int MAX_REGION_LINES = 10_000_000;

    private final TextLines text;
    private final Columns columns = new Columns(false);
    private final TableLines lines;
    private final boolean skipBadLines;
    private final ChromNames names = new ChromNames();
    private final List<Region> regions = new ArrayList<>();
    private final List<RegionPair> pairs = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private Optional<RegionFormat> format;
    private int badLines;

    RegionReader(TextLines text, RegionFile.ReadOptions options) {
        this.text = text;
        this.lines = new TableLines(text, columns);
        this.format = options.format();
        this.skipBadLines = options.skipBadLines();
    }

    RegionFile read() throws IOException {
        int count = 0;
        while (lines.next()) {
            if (++count > MAX_REGION_LINES) {
                throw new RegionFormatException(
                        "%s holds more than %d regions; split it"
                                .formatted(text.name(), MAX_REGION_LINES));
            }
            Optional<String> problem = readLine();
            if (problem.isPresent()) {
                addBadLine(problem.get());
            }
        }
        if (regions.isEmpty() && pairs.isEmpty()) {
            throw noRegions();
        }
        return new RegionFile(
                format.orElseThrow(), regions, pairs, new BadLines(badLines, messages));
    }

    private void addBadLine(String problem) throws RegionFormatException {
        if (!skipBadLines) {
            throw text.error(problem);
        }
        badLines++;
        if (messages.size() < BadLines.MAX_MESSAGES) {
            messages.add(text.sentence(problem));
        }
    }

    private RegionFormatException noRegions() {
        String name = text.name();
        if (badLines == 0) {
            return new RegionFormatException("%s holds no regions".formatted(name));
        }
        return new RegionFormatException(
                "%s holds no regions: all %d lines are bad; the first is %s"
                        .formatted(name, badLines, messages.getFirst()));
    }

    /** Adds the current line's region or pair, or says what is wrong with the line. */
    private Optional<String> readLine() {
        RegionFormat now =
                format.orElseGet(() -> looksLikePair() ? RegionFormat.BEDPE : RegionFormat.BED);
        Optional<String> problem =
                columns.countProblem(now.columnsNeeded(), now.toString(), now.columnNames())
                        .or(() -> now == RegionFormat.BED ? addRegion() : addPair());
        // A bad line that could be BED leaves the format to the next.
        if (problem.isEmpty() || now == RegionFormat.BEDPE) {
            format = Optional.of(now);
        }
        return problem;
    }

    private boolean looksLikePair() {
        if (columns.count() < RegionFormat.BEDPE.columnsNeeded()) {
            return false;
        }
        if (columns.same(0, 3)) {
            return columns.looksNumeric(4) && columns.looksNumeric(5);
        }
        return columns.isWholeNumber(1)
                && columns.isWholeNumber(2)
                && columns.isWholeNumber(4)
                && columns.isWholeNumber(5);
    }

    private Optional<String> addRegion() {
        Optional<String> problem = columns.rangeProblem(0, "");
        if (problem.isEmpty()) {
            regions.add(region(0, 5));
        }
        return problem;
    }

    private Optional<String> addPair() {
        Optional<String> problem =
                unknownAnchor(0, "first")
                        .or(() -> unknownAnchor(3, "second"))
                        .or(() -> columns.rangeProblem(0, "1"))
                        .or(() -> columns.rangeProblem(3, "2"));
        if (problem.isEmpty()) {
            pairs.add(new RegionPair(region(0, 8), region(3, 9)));
        }
        return problem;
    }

    private Optional<String> unknownAnchor(int first, String which) {
        boolean unknown =
                columns.is(first, '.')
                        || (columns.isMinusOne(first + 1) && columns.isMinusOne(first + 2));
        return unknown
                ? Optional.of("the %s anchor is unknown; a pair needs both".formatted(which))
                : Optional.empty();
    }

    private Region region(int first, int strandColumn) {
        return new Region(
                names.get(columns, first),
                columns.position(first + 1),
                columns.position(first + 2),
                strand(strandColumn),
                text.number());
    }

    private Strand strand(int column) {
        if (column >= columns.count()) {
            return Strand.NONE;
        }
        if (columns.is(column, '+')) {
            return Strand.PLUS;
        }
        return columns.is(column, '-') ? Strand.MINUS : Strand.NONE;
    }
}
