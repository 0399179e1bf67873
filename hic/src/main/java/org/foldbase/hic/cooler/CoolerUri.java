package org.foldbase.hic.cooler;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The address of a contact map, as the cooler tools write it: {@code map.mcool::resolutions/10000}.
 *
 * @param file the HDF5 file
 * @param group the group within it, with a leading slash; empty where none was named
 */
public record CoolerUri(Path file, Optional<String> group) {

    /**
     * Takes an address apart.
     *
     * @throws IllegalArgumentException if there is no file name, or nothing follows {@code ::}
     */
    public static CoolerUri parse(String text) {
        int separator = text.indexOf("::");
        String file = separator < 0 ? text : text.substring(0, separator);
        if (file.isEmpty()) {
            throw new IllegalArgumentException("\"%s\" names no file".formatted(text));
        }
        if (separator < 0) {
            return new CoolerUri(Path.of(file), Optional.empty());
        }
        String group = text.substring(separator + 2);
        if (group.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"%s\" names no group after \"::\"".formatted(text));
        }
        return new CoolerUri(
                Path.of(file), Optional.of(group.startsWith("/") ? group : "/" + group));
    }

    @Override
    public String toString() {
        return file + group.map(g -> "::" + g).orElse("");
    }
}
