package org.foldbase.server.pileup;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.bed.RegionFormat;
import org.foldbase.hic.bed.RegionPair;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;

/**
 * Writes the windows around regions as BEDPE, a region or pair a line, tab-separated: {@code chrom1
 * start1 end1 chrom2 start2 end2 name}. A window reaches from the centre, {@code floor((start +
 * end) / 2)}, the window's size to each side; that of a region of a BED file stands there twice.
 * Chromosomes are spelled as the assembly does; the name is the line of the region file.
 */
public final class WindowFile {
    private final Chromsizes chromsizes;
    private final long windowSizeBp;

    /**
     * What became of the regions.
     *
     * @param dropped those of which a window leaves its chromosome, or is on one that is not there
     */
    public record Counts(long kept, long dropped) {}

    /** Windows on these chromosomes, of that many bp to each side of a centre. */
    public WindowFile(Chromsizes chromsizes, long windowSizeBp) {
        this.chromsizes = chromsizes;
        this.windowSizeBp = windowSizeBp;
    }

    /** Writes the windows that lie on their chromosomes, in the order of the regions. */
    public Counts write(Path file, RegionFile regions) throws IOException {
        long kept = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int i = 0; i < regions.count(); i++) {
                RegionPair pair = pair(regions, i);
                String first = window(pair.first());
                String second = window(pair.second());
                if (!first.isEmpty() && !second.isEmpty()) {
                    out.write(first + '\t' + second + '\t' + pair.first().line() + '\n');
                    kept++;
                }
            }
        }
        return new Counts(kept, regions.count() - kept);
    }

    private static RegionPair pair(RegionFile regions, int index) {
        return regions.format() == RegionFormat.BED
                ? new RegionPair(regions.regions().get(index), regions.regions().get(index))
                : regions.pairs().get(index);
    }

    /** Three columns, or nothing where the window leaves its chromosome. */
    private String window(Region region) {
        OptionalInt index = chromsizes.resolve(region.chrom());
        if (index.isEmpty()) {
            return "";
        }
        Chromosome chromosome = chromsizes.get(index.getAsInt());
        long startBp = region.centreBp() - windowSizeBp;
        long endBp = region.centreBp() + windowSizeBp;
        return startBp < 0 || endBp > chromosome.sizeBp()
                ? ""
                : chromosome.name() + '\t' + startBp + '\t' + endBp;
    }
}
