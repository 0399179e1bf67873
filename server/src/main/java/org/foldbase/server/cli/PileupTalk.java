package org.foldbase.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.foldbase.hic.bed.BadLines;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.bed.RegionFormat;
import org.foldbase.hic.pileup.RegionCounts;

/** What a person is told of the regions of a pileup. */
record PileupTalk(PrintWriter err, RegionFile regions, RegionCounts counts) {
    private static final int MOST_NAMES = 10;

    void summary(boolean bothTriangles) {
        err.printf(
                "%,d of %,d %s averaged; dropped: %s.%n",
                counts.kept(), counts.read(), noun(), counts.droppedInWords());
        if (!counts.unknownChromosomes().isEmpty()) {
            err.printf("Chromosomes that the map does not have: %s.%n", unknownChromosomes());
        }
        if (counts.reversedPairs() > 0 && !bothTriangles) {
            err.printf(
                    "Pairs with their second anchor before the first: %,d; cells below the"
                            + " diagonal have no value without --both-triangles.%n",
                    counts.reversedPairs());
        }
        if (counts.controlsMissed() > 0) {
            err.printf(
                    "%,d of %,d shifted controls found no place.%n",
                    counts.controlsMissed(), counts.controlsMissed() + counts.controlsPlaced());
        }
        BadLines bad = regions.badLines();
        if (bad.count() > 0) {
            boolean all = bad.messages().size() == bad.count();
            err.printf("Bad lines skipped: %,d%s:%n", bad.count(), all ? "" : ", the first");
            bad.messages().forEach(message -> err.println("  " + message));
        }
    }

    /** Says why no region is left, in a sentence. */
    String nothingLeft(Path file) {
        return "%s: nothing is left to average of %,d %s: %s%s"
                .formatted(
                        file,
                        counts.read(),
                        counts.read() == 1 ? singular() : noun(),
                        counts.droppedInWords(),
                        counts.unknownChromosomes().isEmpty()
                                ? ""
                                : " (%s)".formatted(unknownChromosomes()));
    }

    private String unknownChromosomes() {
        List<String> names = List.copyOf(counts.unknownChromosomes().keySet());
        int more = names.size() - MOST_NAMES;
        return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (more > 0 ? " and %d more".formatted(more) : "");
    }

    private String noun() {
        return singular() + "s";
    }

    private String singular() {
        return regions.format() == RegionFormat.BED ? "region" : "pair";
    }
}
