package org.foldbase.server.assembly;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.shared.Refusal;

/** The genome builds that are known. Everything joins the caller's transaction. */
public interface AssemblyService {

    Optional<AssemblyView> find(long id);

    /**
     * The assembly of an id.
     *
     * @throws Refusal there is none
     */
    AssemblyView require(long id);

    /** The assembly of that name, or of that id in digits. */
    Optional<AssemblyView> named(String nameOrId);

    /** All of them, by name. */
    List<AssemblyView> list();

    /** The names of some of them. */
    Map<Long, String> names(Collection<Long> ids);

    /**
     * The assembly that a map is of: the one with the very same chromosomes, else the smallest one
     * that has all of the map's with the same sizes.
     */
    Optional<AssemblyView> match(List<Chromosome> chromosomes);

    /**
     * Makes an assembly.
     *
     * @param name a number is put behind it if there is one of that name already
     */
    AssemblyView create(String name, List<Chromosome> chromosomes);
}
