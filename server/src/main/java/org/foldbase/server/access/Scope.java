package org.foldbase.server.access;

import java.util.OptionalLong;
import java.util.Set;

/**
 * What of the things that have an {@link Ownership} someone sees: those of an owner and those of
 * these visibilities.
 *
 * @param everything whether nothing is hidden, so that a query needs no condition
 * @param ownerId whose things are seen whatever their visibility; none for who is not signed in
 */
public record Scope(boolean everything, OptionalLong ownerId, Set<Visibility> visibilities) {

    public Scope {
        visibilities = Set.copyOf(visibilities);
    }
}
