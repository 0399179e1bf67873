package org.foldbase.hic.testing;

import java.nio.file.Path;
import java.util.List;

/**
 * A file that {@link CoolerBuilder} wrote.
 *
 * @param maps the base map first
 */
public record BuiltCooler(Path file, List<BuiltMap> maps) {
    /** The map with the smallest bins, or the only one. */
    public BuiltMap base() {
        return maps.getFirst();
    }

    /** The map of one resolution of an {@code .mcool}. */
    public BuiltMap at(int binSizeBp) {
        return maps.stream().filter(map -> map.binSizeBp() == binSizeBp).findFirst().orElseThrow();
    }
}
