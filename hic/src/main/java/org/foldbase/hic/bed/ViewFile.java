package org.foldbase.hic.bed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.genome.ViewRegion;

/**
 * Text files of view regions, such as chromosome arms: {@code chrom start end [name]} as bioframe's
 * views, 0-based half-open, separated by tabs, commas or spaces, plain or gzip. Comments and one
 * header line of column names are passed over.
 */
public final class ViewFile {
    private static final String COLUMN_NAMES = "chrom, start, end";

    private ViewFile() {}

    /**
     * Reads a view of the given chromosomes, in the file's order. A region without a name, or named
     * {@code .}, is named {@code chrom:start-end} after the map's chromosome. Files of arms name
     * chromosomes that a map may lack (chrY, chrM): their regions are left out.
     *
     * @throws RegionFormatException if a line is bad or leaves its chromosome, if regions overlap
     *     or share a name, or if no region is on a chromosome of the map
     * @throws IOException if the file cannot be read; the message is a sentence that names it
     */
    public static View read(Path file, Chromsizes chromsizes) throws IOException {
        try (TextLines text = TextLines.open(file)) {
            List<ViewRegion> regions = readRegions(text, chromsizes);
            try {
                return View.of(chromsizes, regions);
            } catch (IllegalArgumentException e) {
                throw new RegionFormatException("%s: %s".formatted(text.name(), e.getMessage()), e);
            }
        }
    }

    private static List<ViewRegion> readRegions(TextLines text, Chromsizes chromsizes)
            throws IOException {
        List<ViewRegion> regions = new ArrayList<>();
        Columns columns = new Columns(true);
        TableLines lines = new TableLines(text, columns);
        String unknown = "";
        while (lines.next()) {
            Optional<String> problem =
                    columns.countProblem(3, "a view", COLUMN_NAMES)
                            .or(() -> columns.rangeProblem(0, ""));
            if (problem.isPresent()) {
                throw text.error(problem.get());
            }
            OptionalInt chromIndex = chromsizes.resolve(columns.text(0));
            if (chromIndex.isPresent()) {
                regions.add(region(text, columns, chromsizes, chromIndex.getAsInt()));
            } else if (unknown.isEmpty()) {
                unknown = text.sentence("the map has no chromosome " + columns.shown(0));
            }
        }
        if (regions.isEmpty()) {
            throw new RegionFormatException(
                    unknown.isEmpty()
                            ? "%s holds no view regions".formatted(text.name())
                            : "%s, nor those of the other lines".formatted(unknown));
        }
        return regions;
    }

    private static ViewRegion region(
            TextLines text, Columns columns, Chromsizes chromsizes, int chromIndex)
            throws RegionFormatException {
        Chromosome chromosome = chromsizes.get(chromIndex);
        long startBp = columns.position(1);
        long endBp = columns.position(2);
        if (startBp == endBp) {
            throw text.error(
                    "start and end are both %d; a view region is not empty".formatted(startBp));
        }
        if (endBp > chromosome.sizeBp()) {
            throw text.error(
                    "end %d is beyond chromosome %s, which has %d bp"
                            .formatted(endBp, chromosome.name(), chromosome.sizeBp()));
        }
        boolean named = columns.count() > 3 && !columns.isEmpty(3) && !columns.is(3, '.');
        String name = named ? columns.text(3) : chromosome.name() + ":" + startBp + "-" + endBp;
        return new ViewRegion(name, chromIndex, startBp, endBp);
    }
}
