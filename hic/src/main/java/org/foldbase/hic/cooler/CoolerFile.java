package org.foldbase.hic.cooler;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.foldbase.hic.internal.hdf5.Hdf5Exception;
import org.foldbase.hic.internal.hdf5.Hdf5File;
import org.foldbase.hic.internal.hdf5.Hdf5Group;

/**
 * An open {@code .cool}, {@code .mcool} or {@code .scool} file, and the contact maps in it. What a
 * file holds is told by its groups, not by its name.
 *
 * <p>Source: the schema of the cooler format, versions 2 and 3, and its multi-resolution and
 * single-cell containers. Maps stay readable until this file is closed, from any thread.
 */
public final class CoolerFile implements AutoCloseable {
    private final Hdf5File file;
    private final Hdf5Group root;
    private final Layout layout;
    private final List<String> groups;

    /** How the maps of a file are arranged. */
    public enum Layout {
        /** One map, in the root group. */
        SINGLE,
        /** A map for each resolution, in {@code /resolutions/<bin size>}. */
        MULTI_RESOLUTION,
        /** A map for each zoom level, in {@code /0}, {@code /1} and on: a legacy .multi.cool. */
        ZOOM_LEVELS,
        /** A map for each cell, in {@code /cells/<name>}. */
        SINGLE_CELL
    }

    private CoolerFile(Hdf5File file) throws IOException {
        this.file = file;
        this.root = file.root();
        if (ContactMap.isMap(root)) {
            layout = Layout.SINGLE;
            groups = List.of("/");
        } else if (root.group("resolutions").isPresent()) {
            layout = Layout.MULTI_RESOLUTION;
            groups = maps("resolutions");
        } else if (root.group("cells").isPresent()) {
            layout = Layout.SINGLE_CELL;
            groups = maps("cells");
        } else {
            layout = Layout.ZOOM_LEVELS;
            groups = maps("/");
        }
        if (groups.isEmpty()) {
            throw new CoolerException(
                    "%s: an HDF5 file that holds no contact map (no group with bins, pixels and indexes)"
                            .formatted(file.path()));
        }
    }

    /**
     * Opens a file and finds the maps in it.
     *
     * @throws CoolerException if it is not HDF5, is damaged, or holds no contact map
     * @throws IOException if it cannot be read; the message is a sentence that names it
     */
    public static CoolerFile open(Path path) throws IOException {
        try {
            Hdf5File file = Hdf5File.open(path);
            try {
                return new CoolerFile(file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (Hdf5Exception e) {
            throw damaged(path, e);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(path.toString(), null, "no such file");
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(path.toString(), null, "permission denied");
        }
    }

    public Path path() {
        return file.path();
    }

    public Layout layout() {
        return layout;
    }

    /** The groups of the maps: by bin size where there are resolutions, else by name. */
    public List<String> groups() {
        return groups;
    }

    /**
     * The only map of the file, or the one of the given bin size.
     *
     * @throws NotInFileException if there is none, or more than one; the message lists what there
     *     is
     */
    public ContactMap map(long binSizeBp) throws IOException {
        List<String> found = new ArrayList<>();
        for (String group : groups) {
            if (binSizeBp(group).orElse(-1) == binSizeBp) {
                found.add(group);
            }
        }
        if (found.size() != 1) {
            throw new NotInFileException(
                    "%s has %s map with %d bp bins; it has %s"
                            .formatted(
                                    path(),
                                    found.isEmpty() ? "no" : "more than one",
                                    binSizeBp,
                                    choices()));
        }
        return map(found.getFirst());
    }

    /**
     * The map in a group, say {@code /resolutions/10000}.
     *
     * @throws NotInFileException if there is no map; the message lists those there are
     */
    public ContactMap map(String group) throws IOException {
        String path = group.startsWith("/") ? group : "/" + group;
        if (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (!groups.contains(path)) {
            throw new NotInFileException(
                    "%s has no map in %s; it has %s".formatted(path(), group, choices()));
        }
        try {
            return ContactMap.open(path(), group(path));
        } catch (Hdf5Exception e) {
            throw damaged(path(), e);
        }
    }

    /** The bin size that a group declares; empty where bins vary in size. */
    private OptionalLong binSizeBp(String group) throws IOException {
        try {
            return ContactMap.declaredBinSizeBp(group(group));
        } catch (Hdf5Exception e) {
            throw damaged(path(), e);
        }
    }

    private static CoolerException damaged(Path path, Hdf5Exception cause) {
        return new CoolerException("%s: %s".formatted(path, cause.getMessage()), cause);
    }

    /**
     * The only map of the file.
     *
     * @throws NotInFileException if there are several; the message lists them
     */
    public ContactMap map() throws IOException {
        if (groups.size() > 1) {
            throw new NotInFileException(
                    "%s holds %d maps, name one of them: %s"
                            .formatted(path(), groups.size(), choices()));
        }
        return map(groups.getFirst());
    }

    @Override
    public void close() {
        file.close();
    }

    private String choices() {
        int most = 20;
        String listed = groups.stream().limit(most).collect(Collectors.joining(", "));
        return groups.size() > most
                ? "%s and %d more".formatted(listed, groups.size() - most)
                : listed;
    }

    private Hdf5Group group(String path) throws IOException {
        if (path.equals("/")) {
            return root;
        }
        return root.group(path.substring(1))
                .orElseThrow(() -> new CoolerException("%s: no group %s".formatted(path(), path)));
    }

    private List<String> maps(String parent) throws IOException {
        Hdf5Group container = group(parent.equals("/") ? "/" : "/" + parent);
        List<String> found = new ArrayList<>();
        for (String name : container.names()) {
            if (container.group(name).filter(ContactMap::isMap).isPresent()) {
                found.add(parent.equals("/") ? "/" + name : "/" + parent + "/" + name);
            }
        }
        if (layout == Layout.SINGLE_CELL) {
            return List.copyOf(found);
        }
        Map<String, Long> binSizes = new HashMap<>();
        for (String path : found) {
            binSizes.put(path, ContactMap.declaredBinSizeBp(group(path)).orElse(Long.MAX_VALUE));
        }
        found.sort(Comparator.<String>comparingLong(binSizes::get).thenComparing(p -> p));
        return List.copyOf(found);
    }
}
