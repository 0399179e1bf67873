package org.foldbase.server.pileup;

import java.util.List;
import org.foldbase.hic.bed.RegionFormat;
import org.foldbase.hic.pileup.RegionCounts;

/** What became of the regions of a pileup, in words. */
public record RegionTalk(RegionFormat format, RegionCounts counts) {
    private static final int MOST_NAMES = 10;

    /** Says why no region is left, in a sentence, of the region set of a name. */
    public String nothingLeft(String name) {
        return "%s: nothing is left to average of %,d %s: %s%s"
                .formatted(
                        name,
                        counts.read(),
                        counts.read() == 1 ? singular() : noun(),
                        counts.droppedInWords(),
                        counts.unknownChromosomes().isEmpty()
                                ? ""
                                : " (%s)".formatted(unknownChromosomes()));
    }

    /** The first names of chromosomes that the map lacks. */
    public String unknownChromosomes() {
        List<String> names = List.copyOf(counts.unknownChromosomes().keySet());
        int more = names.size() - MOST_NAMES;
        return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (more > 0 ? " and %d more".formatted(more) : "");
    }

    /** {@code regions} or {@code pairs}. */
    public String noun() {
        return singular() + "s";
    }

    private String singular() {
        return format == RegionFormat.BED ? "region" : "pair";
    }
}
