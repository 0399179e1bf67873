package org.foldbase.server.assembly;

import java.util.List;

/**
 * A genome build.
 *
 * @param chromosomes in the order in which contact maps have them
 * @param arms empty where nobody gave any
 */
public record AssemblyView(long id, String name, List<Chromosome> chromosomes, List<Arm> arms) {
    public AssemblyView {
        chromosomes = List.copyOf(chromosomes);
        arms = List.copyOf(arms);
    }
}
