package org.foldbase.hic.internal.hdf5;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A group: named links to groups and datasets. Thread-safe. */
public final class Hdf5Group {
    private final Hdf5File file;
    private final ObjectHeader header;
    private final SortedMap<String, Links.Link> links;

    Hdf5Group(Hdf5File file, ObjectHeader header) throws Hdf5Exception {
        this.file = file;
        this.header = header;
        this.links = Links.read(header);
    }

    /** From the root: {@code /resolutions/10000}; the root's is {@code /}. */
    public String path() {
        return header.path();
    }

    /** The sorted names of its links, without links to other files. */
    public List<String> names() {
        return List.copyOf(links.keySet());
    }

    /**
     * The group at a path such as {@code bins} or {@code resolutions/10000}; empty if there is none
     * or it is not a group.
     */
    public Optional<Hdf5Group> group(String relativePath) throws Hdf5Exception {
        Optional<ObjectHeader> found = file.find(this, relativePath);
        return found.isPresent() && found.get().isGroup()
                ? Optional.of(new Hdf5Group(file, found.get()))
                : Optional.empty();
    }

    /** The dataset at a path such as {@code bins/chrom}; empty if there is none. */
    public Optional<Hdf5Dataset> dataset(String relativePath) throws Hdf5Exception {
        Optional<ObjectHeader> found = file.find(this, relativePath);
        return found.isPresent() && found.get().isDataset()
                ? Optional.of(new Hdf5Dataset(found.get()))
                : Optional.empty();
    }

    /** Attributes of one value that is text, a number or a boolean, by name. */
    public Map<String, Object> attributes() throws Hdf5Exception {
        return Attributes.read(header);
    }

    @Override
    public String toString() {
        return path();
    }

    Optional<Links.Link> link(String name) {
        return Optional.ofNullable(links.get(name));
    }

    /** Identifies the group: links may lead to it by several paths, or in a circle. */
    long address() {
        return header.address();
    }
}
