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
     * The index of the region that overlaps {@code [startBp, endBp)} most, the first of equals; an
     * empty range is where its start is. Empty if none overlaps.
     */
    public OptionalInt assign(int chromIndex, long startBp, long endBp) {
        long best = 0;
        OptionalInt assigned = OptionalInt.empty();
        long end = Math.max(endBp, startBp + 1);
        for (int index : indicesByChromosome.get(chromIndex)) {
            ViewRegion region = regions.get(index);
            long overlap = Math.min(end, region.endBp()) - Math.max(startBp, region.startBp());
            if (overlap > best) {
                best = overlap;
                assigned = OptionalInt.of(index);
            }
        }
        return assigned;
    }
}
