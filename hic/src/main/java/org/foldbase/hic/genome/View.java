package org.foldbase.hic.genome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The parts of a genome between which contacts are not compared: whole chromosomes by default, or
 * chromosome arms. Expected contacts are computed for each region by itself, and a window must lie
 * within one. Regions do not overlap (the rule of bioframe's views).
 */
public final class View {
    private final List<ViewRegion> regions;
    private final List<List<Integer>> indicesByChromosome;

    private View(Chromsizes chromsizes, List<ViewRegion> regions) {
        this.regions = List.copyOf(regions);
        List<List<Integer>> byChromosome = new ArrayList<>(chromsizes.count());
        for (int chrom = 0; chrom < chromsizes.count(); chrom++) {
            byChromosome.add(new ArrayList<>(1));
        }
        Set<String> names = HashSet.newHashSet(regions.size());
        for (int index = 0; index < regions.size(); index++) {
            ViewRegion region = regions.get(index);
            Chromosome chromosome = chromsizes.get(region.chromIndex());
            if (region.endBp() > chromosome.sizeBp()) {
                throw new IllegalArgumentException(
                        "view region %s ends at %d, but %s is %d bp long"
                                .formatted(
                                        region.name(),
                                        region.endBp(),
                                        chromosome.name(),
                                        chromosome.sizeBp()));
            }
            if (!names.add(region.name())) {
                throw new IllegalArgumentException(
                        "view region %s is named twice".formatted(region.name()));
            }
            byChromosome.get(region.chromIndex()).add(index);
        }
        for (List<Integer> indices : byChromosome) {
            indices.sort(Comparator.comparingLong(index -> regions.get(index).startBp()));
            for (int i = 1; i < indices.size(); i++) {
                ViewRegion left = regions.get(indices.get(i - 1));
                ViewRegion right = regions.get(indices.get(i));
                if (right.startBp() < left.endBp()) {
                    throw new IllegalArgumentException(
                            "view regions %s and %s overlap".formatted(left.name(), right.name()));
                }
            }
        }
        this.indicesByChromosome = byChromosome;
    }

    /** A view of whole chromosomes, in their order, named as they are. */
    public static View ofChromosomes(Chromsizes chromsizes) {
        List<ViewRegion> regions = new ArrayList<>(chromsizes.count());
        for (int chrom = 0; chrom < chromsizes.count(); chrom++) {
            Chromosome chromosome = chromsizes.get(chrom);
            regions.add(new ViewRegion(chromosome.name(), chrom, 0, chromosome.sizeBp()));
        }
        return new View(chromsizes, regions);
    }

    /**
     * A view of the given regions, in their order.
     *
     * @throws IllegalArgumentException if regions overlap, share a name or leave their chromosome
     */
    public static View of(Chromsizes chromsizes, List<ViewRegion> regions) {
        return new View(chromsizes, regions);
    }

    public List<ViewRegion> regions() {
        return regions;
    }

    /**
     * The index of the region that overlaps {@code [startBp, endBp)} most; an empty range is where
     * its start is. Of equals it is the first that starts within the range: a range in the middle
     * of which two arms meet belongs to the right one, and so does its centre. This is bioframe's
     * {@code assign_view}, where for equals in long lists the choice is its sort's.
     *
     * @return empty if no region overlaps
     */
    public OptionalInt assign(int chromIndex, long startBp, long endBp) {
        List<Integer> indices = indicesByChromosome.get(chromIndex);
        long end = Math.max(endBp, startBp + 1);
        int best = -1;
        long bestOverlap = 0;
        for (int i = firstEndingAfter(startBp, indices); i < indices.size(); i++) {
            ViewRegion region = regions.get(indices.get(i));
            long overlap = Math.min(end, region.endBp()) - Math.max(startBp, region.startBp());
            if (overlap <= 0) {
                break;
            }
            boolean startsBefore = best >= 0 && regions.get(best).startBp() < startBp;
            if (overlap > bestOverlap || (overlap == bestOverlap && startsBefore)) {
                best = indices.get(i);
                bestOverlap = overlap;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    private int firstEndingAfter(long positionBp, List<Integer> indices) {
        int low = 0;
        int high = indices.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (regions.get(indices.get(middle)).endBp() > positionBp) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
