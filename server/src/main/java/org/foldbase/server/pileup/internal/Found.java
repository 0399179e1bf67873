package org.foldbase.server.pileup.internal;

import jakarta.persistence.Tuple;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Ownership;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.dataset.DatasetType;

/** A pileup with what of its region and datasets is shown with it, and decides who sees it. */
record Found(
        Pileup pileup,
        PileupRegion region,
        String mapName,
        Ownership map,
        String regionSetName,
        DatasetType regionSetType,
        Ownership regionSet) {

    /** Reads what {@link PileupRows} selects. */
    static Found of(Tuple row) {
        return new Found(
                row.get(0, Pileup.class),
                row.get(1, PileupRegion.class),
                row.get(2, String.class),
                new Ownership(row.get(3, Long.class), row.get(4, Visibility.class)),
                row.get(5, String.class),
                row.get(6, DatasetType.class),
                new Ownership(row.get(7, Long.class), row.get(8, Visibility.class)));
    }

    void requireSeen(Actor actor, String what) {
        Policy.require(actor, Permission.SEE, map, what);
        Policy.require(actor, Permission.SEE, regionSet, what);
    }

    void requireChangeable(Actor actor, String what) {
        requireSeen(actor, what);
        if (!isChangeable(actor)) {
            Policy.require(actor, Permission.CHANGE, map, what);
        }
    }

    boolean isChangeable(Actor actor) {
        return Policy.allows(actor, Permission.CHANGE, map)
                || Policy.allows(actor, Permission.CHANGE, regionSet);
    }
}
