package org.foldbase.hic.internal.hdf5;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Visits every group and dataset of a file, groups once however many links lead to them. */
abstract class Walk {
    private final Set<Long> seen = new HashSet<>();

    void visit(Hdf5Group group) throws Hdf5Exception {
        group(group);
        List<Hdf5Group> children = new ArrayList<>();
        for (String name : group.names()) {
            Optional<Hdf5Dataset> dataset = attempt(() -> group.dataset(name));
            if (dataset.isPresent()) {
                dataset(dataset.get());
            }
            Optional<Hdf5Group> child = attempt(() -> group.group(name));
            if (child.isPresent() && seen.add(child.get().address())) {
                children.add(child.get());
            }
        }
        for (Hdf5Group child : children) {
            visit(child);
        }
    }

    abstract void group(Hdf5Group group) throws Hdf5Exception;

    abstract void dataset(Hdf5Dataset dataset) throws Hdf5Exception;

    /** A look-up that may fail, where the test says so. */
    <T> Optional<T> attempt(LookUp<T> lookUp) throws Hdf5Exception {
        return lookUp.find();
    }

    interface LookUp<T> {
        Optional<T> find() throws Hdf5Exception;
    }
}
