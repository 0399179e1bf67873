package org.foldbase.hic.cooler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.hic.internal.hdf5.GroupWriter;
import org.foldbase.hic.internal.hdf5.Hdf5Writer;

/**
 * Writes a {@code .cool} file (one map, in the root) or an {@code .mcool} file (maps under {@code
 * /resolutions/<bin size>}), in version 3 of cooler's schema.
 *
 * <pre>{@code
 * try (CoolerWriter writer = CoolerWriter.create(file)) {
 *     MapWriter map = writer.resolution(chromsizes, 10_000, WriteOptions.defaults());
 *     map.coarser(5); // also writes /resolutions/50000, from the same pixels
 *     map.pixel(0, 0, 12);
 *     map.pixel(0, 3, 5);
 *     map.finish();
 * }
 * }</pre>
 *
 * <p>The file is complete once {@link #close} returned; before, and after a failure, it lacks its
 * signature and no program takes it for a map. Write it beside its target and rename it then. Not
 * for several threads.
 */
public final class CoolerWriter implements AutoCloseable {
    private final Hdf5Writer file;
    private final List<MapWriter> maps = new ArrayList<>();
    private boolean closed;
    private Optional<GroupWriter> resolutions = Optional.empty();

    private CoolerWriter(Hdf5Writer file) {
        this.file = file;
    }

    /**
     * Begins a file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
     */
    public static CoolerWriter create(Path file) throws IOException {
        return new CoolerWriter(Hdf5Writer.create(file));
    }

    /**
     * Begins the only map of a {@code .cool} file.
     *
     * @throws IllegalArgumentException if there are no chromosomes or too many bins
     * @throws IllegalStateException if another map was begun
     */
    public MapWriter single(Chromsizes chromsizes, int binSizeBp, WriteOptions options)
            throws IOException {
        if (!maps.isEmpty()) {
            throw new IllegalStateException("a .cool file holds one map, and it was begun already");
        }
        MapWriter map =
                new MapWriter(
                        file.root(),
                        new FixedBins(chromsizes, binSizeBp),
                        options,
                        Optional.empty());
        maps.add(map);
        return map;
    }

    /**
     * Begins a map of an {@code .mcool} file.
     *
     * @throws IllegalArgumentException if there are no chromosomes or too many bins, or the file
     *     has this resolution already
     * @throws IllegalStateException if the file was begun as a {@code .cool}
     */
    public MapWriter resolution(Chromsizes chromsizes, int binSizeBp, WriteOptions options)
            throws IOException {
        return resolution(new FixedBins(chromsizes, binSizeBp), options);
    }

    MapWriter resolution(FixedBins bins, WriteOptions options) throws IOException {
        if (resolutions.isEmpty()) {
            if (!maps.isEmpty()) {
                throw new IllegalStateException(
                        "a .cool file holds one map, and it was begun already");
            }
            file.root().attribute("format", "HDF5::MCOOL").attribute("format-version", 2L);
            resolutions = Optional.of(file.root().group("resolutions"));
        }
        GroupWriter group = resolutions.get().group(Integer.toString(bins.binSizeBp()));
        MapWriter map = new MapWriter(group, bins, options, Optional.of(this));
        maps.add(map);
        return map;
    }

    /**
     * Completes the file if all its maps are finished, and releases it in any case. Closing twice
     * changes nothing.
     *
     * @throws IllegalStateException if there is no map or one is not finished; the file is then not
     *     a whole one and is left for the caller to delete
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            if (maps.isEmpty()) {
                throw new IllegalStateException("no map was written");
            }
            for (MapWriter map : maps) {
                map.requireFinished();
            }
            file.finish();
        }
    }
}
