package org.foldbase.hic.genome;

/**
 * A named sequence of an assembly.
 *
 * @param name as the contact map spells it
 * @param sizeBp length in base pairs, at least 1
 */
public record Chromosome(String name, long sizeBp) {
    public Chromosome {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a chromosome needs a name");
        }
        if (sizeBp < 1) {
            throw new IllegalArgumentException(
                    "chromosome %s has a size of %d bp; at least 1 is needed"
                            .formatted(name, sizeBp));
        }
    }
}
