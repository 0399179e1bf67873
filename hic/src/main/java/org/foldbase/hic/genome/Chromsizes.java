package org.foldbase.hic.genome;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The ordered chromosomes of an assembly or a contact map, with their sizes in base pairs. */
public final class Chromsizes {
    private final List<Chromosome> chromosomes;
    private final Map<String, Integer> indexByName;

    private Chromsizes(List<Chromosome> chromosomes) {
        this.chromosomes = List.copyOf(chromosomes);
        this.indexByName = HashMap.newHashMap(chromosomes.size());
        for (Chromosome chromosome : chromosomes) {
            if (indexByName.putIfAbsent(chromosome.name(), indexByName.size()) != null) {
                throw new IllegalArgumentException(
                        "chromosome %s is named twice".formatted(chromosome.name()));
            }
        }
    }

    /**
     * Chromosomes in the order of the map.
     *
     * @throws IllegalArgumentException if two of them have the same name
     */
    public static Chromsizes of(List<Chromosome> chromosomes) {
        return new Chromsizes(chromosomes);
    }

    public int count() {
        return chromosomes.size();
    }

    public Chromosome get(int index) {
        return chromosomes.get(index);
    }

    public List<Chromosome> list() {
        return chromosomes;
    }

    /**
     * Finds a chromosome by a name that another file gave it. The rule: the exact name, else the
     * name with the prefix {@code chr} put before it or taken away ({@code chr1} for {@code 1}),
     * where {@code M} and {@code MT} are the same. Case matters.
     *
     * @return the chromosome's index, or empty if there is none
     */
    public OptionalInt resolve(String name) {
        OptionalInt exact = exact(name);
        if (exact.isPresent()) {
            return exact;
        }
        String bare = name.startsWith("chr") ? name.substring(3) : name;
        String other = bare.equals("M") ? "MT" : bare.equals("MT") ? "M" : bare;
        for (String candidate : List.of("chr" + bare, bare, "chr" + other, other)) {
            OptionalInt found = exact(candidate);
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt exact(String name) {
        Integer index = indexByName.get(name);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Chromsizes that && chromosomes.equals(that.chromosomes);
    }

    @Override
    public int hashCode() {
        return chromosomes.hashCode();
    }

    @Override
    public String toString() {
        return chromosomes.toString();
    }
}
