package org.foldbase.hic.genome;

/**
 * One stretch of a chromosome within which contacts are looked at.
 *
 * @param name unique within its view
 * @param chromIndex index of the chromosome in the map's {@link Chromsizes}
 * @param startBp first base, 0-based
 * @param endBp base after the last
 */
public record ViewRegion(String name, int chromIndex, long startBp, long endBp) {
    public ViewRegion {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a view region needs a name");
        }
        if (startBp < 0 || endBp <= startBp) {
            throw new IllegalArgumentException(
                    "view region %s: start %d and end %d are not a range"
                            .formatted(name, startBp, endBp));
        }
    }
}
