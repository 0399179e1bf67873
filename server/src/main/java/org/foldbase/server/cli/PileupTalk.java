package org.foldbase.server.cli;

import java.io.PrintWriter;
import org.foldbase.hic.bed.BadLines;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.pileup.RegionCounts;
import org.foldbase.server.pileup.RegionTalk;

/** What a person is told of the regions of a pileup. */
record PileupTalk(PrintWriter err, RegionFile regions, RegionCounts counts) {

    void summary(boolean bothTriangles) {
        RegionTalk talk = new RegionTalk(regions.format(), counts);
        err.printf(
                "%,d of %,d %s averaged; dropped: %s.%n",
                counts.kept(), counts.read(), talk.noun(), counts.droppedInWords());
        if (!counts.unknownChromosomes().isEmpty()) {
            err.printf("Chromosomes that the map does not have: %s.%n", talk.unknownChromosomes());
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
}
