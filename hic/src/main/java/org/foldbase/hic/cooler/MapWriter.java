package org.foldbase.hic.cooler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foldbase.hic.cooler.WriteOptions.CountType;
import org.foldbase.hic.cooler.WriteOptions.IdType;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.internal.hdf5.ColumnWriter;
import org.foldbase.hic.internal.hdf5.GroupWriter;
import org.foldbase.hic.internal.hdf5.Hdf5WriterLayout;
import org.foldbase.hic.internal.hdf5.Hdf5WriterType;

/**
 * Writes one contact map: its pixels in order, then {@link #finish}; weights at any time before the
 * file is closed. Made by {@link CoolerWriter}.
 *
 * <p>Holds one chunk of each column, whatever the number of pixels.
 */
public final class MapWriter {
    private final GroupWriter group;
    private final GroupWriter binsGroup;
    private final FixedBins bins;
    private final WriteOptions options;
    private final Optional<CoolerWriter> multiResolution;
    private final Hdf5WriterLayout layout;
    private final boolean wholeCounts;

    private final ColumnWriter bin1Ids;
    private final ColumnWriter bin2Ids;
    private final ColumnWriter counts;
    private final ColumnWriter bin1Offsets;

    private final List<MapWriter> coarser = new ArrayList<>();
    private final List<PixelCoarsener> coarseners = new ArrayList<>();
    private boolean derived;
    private boolean finished;
    private long previousBin1 = -1;
    private long previousBin2 = -1;
    private long wholeSum;
    private double floatingSum;

    MapWriter(
            GroupWriter group,
            FixedBins bins,
            WriteOptions options,
            Optional<CoolerWriter> multiResolution)
            throws IOException {
        this.group = group;
        this.bins = bins;
        this.options = options;
        this.multiResolution = multiResolution;
        this.layout =
                new Hdf5WriterLayout(options.chunkPixels(), options.shuffle(), options.gzipLevel());
        this.wholeCounts =
                options.countType() == CountType.INT32 || options.countType() == CountType.INT64;
        writeChroms(group.group("chroms"));
        this.binsGroup = group.group("bins");
        writeBins();
        GroupWriter pixels = group.group("pixels");
        Hdf5WriterType idType =
                options.idType() == IdType.INT32 ? Hdf5WriterType.INT32 : Hdf5WriterType.INT64;
        this.bin1Ids = pixels.column("bin1_id", idType, layout);
        this.bin2Ids = pixels.column("bin2_id", idType, layout);
        this.counts = pixels.column("count", typeOf(options.countType()), layout);
        GroupWriter indexes = group.group("indexes");
        writeChromOffsets(indexes);
        this.bin1Offsets = indexes.column("bin1_offset", Hdf5WriterType.INT64, layout);
    }

    private static Hdf5WriterType typeOf(CountType type) {
        return switch (type) {
            case INT32 -> Hdf5WriterType.INT32;
            case INT64 -> Hdf5WriterType.INT64;
            case FLOAT32 -> Hdf5WriterType.FLOAT32;
            case FLOAT64 -> Hdf5WriterType.FLOAT64;
        };
    }

    /**
     * Adds a pixel.
     *
     * @param bin1 row, numbered over the whole genome from 0
     * @param bin2 column
     * @param count what the count type can hold, and finite
     * @throws IllegalArgumentException if the pixel does not come after the one before it (by bin1,
     *     then bin2), is no pixel of this map, or its count does not fit the type
     * @throws IllegalStateException if the map is finished, or is summed from a finer one
     */
    public void pixel(long bin1, long bin2, double count) throws IOException {
        if (derived) {
            throw new IllegalStateException(
                    "%s is summed from a finer map and takes no pixels".formatted(group.path()));
        }
        append(bin1, bin2, count);
    }

    private void append(long bin1, long bin2, double count) throws IOException {
        if (finished) {
            throw new IllegalStateException("%s is finished already".formatted(group.path()));
        }
        checkPosition(bin1, bin2, count);
        appendCount(bin1, bin2, count);
        closeRowsBefore(bin1 + 1, bin1Ids.length());
        bin1Ids.append(bin1);
        bin2Ids.append(bin2);
        previousBin1 = bin1;
        previousBin2 = bin2;
        for (int i = 0; i < coarseners.size(); i++) { // no iterator for every pixel
            coarseners.get(i).pixel(bin1, bin2, count);
        }
    }

    private void checkPosition(long bin1, long bin2, double count) {
        int nbins = bins.count();
        boolean onMap = bin1 >= 0 && bin1 < nbins && bin2 >= 0 && bin2 < nbins;
        if (!onMap) {
            throw refused(bin1, bin2, count, "the map has bins 0 to %d".formatted(nbins - 1));
        }
        if (options.storageMode() == StorageMode.SYMMETRIC_UPPER && bin1 > bin2) {
            throw refused(bin1, bin2, count, "it lies below the diagonal of a symmetric map");
        }
        if (bin1 < previousBin1 || (bin1 == previousBin1 && bin2 <= previousBin2)) {
            throw refused(
                    bin1,
                    bin2,
                    count,
                    "pixels must ascend by bin1, then bin2, and (%d, %d) came before"
                            .formatted(previousBin1, previousBin2));
        }
    }

    private void appendCount(long bin1, long bin2, double count) throws IOException {
        if (wholeCounts) {
            double limit = options.countType() == CountType.INT32 ? 0x1p31 : 0x1p63;
            if (count != Math.rint(count) || count < -limit || count >= limit) {
                throw refused(bin1, bin2, count, "it does not fit " + options.countType());
            }
            wholeSum = Math.addExact(wholeSum, (long) count);
            counts.append((long) count);
        } else {
            boolean fits =
                    Double.isFinite(count)
                            && (options.countType() == CountType.FLOAT64
                                    || Float.isFinite((float) count));
            if (!fits) {
                throw refused(bin1, bin2, count, "it does not fit " + options.countType());
            }
            counts.append(count);
            floatingSum += count;
        }
    }

    private IllegalArgumentException refused(long bin1, long bin2, double count, String why) {
        return new IllegalArgumentException(
                "%s: pixel (%d, %d) of count %s is refused: %s"
                        .formatted(group.path(), bin1, bin2, count, why));
    }

    private void closeRowsBefore(long endRow, long pixel) throws IOException {
        while (bin1Offsets.length() < endRow) {
            bin1Offsets.append(pixel);
        }
    }

    /**
     * Adds to the file a map whose bins are {@code factor} times as long, which sums the pixels of
     * this one as they come and is finished with it. Cooler's zoomify gives the same.
     *
     * @return the coarser map, to give it weights or to make a still coarser one
     * @throws IllegalArgumentException if the factor is below 2, or the file has such a map
     * @throws IllegalStateException if this map has pixels already or is a {@code .cool}
     */
    public MapWriter coarser(int factor) throws IOException {
        if (bin1Ids.length() > 0 || finished) {
            throw new IllegalStateException(
                    "%s has pixels already: begin coarser maps before the first"
                            .formatted(group.path()));
        }
        CoolerWriter file =
                multiResolution.orElseThrow(
                        () -> new IllegalStateException("a .cool file holds only one map"));
        FixedBins coarseBins = bins.coarser(factor);
        MapWriter map = file.resolution(coarseBins, options);
        map.derived = true;
        coarser.add(map);
        coarseners.add(new PixelCoarsener(bins, coarseBins, map::append));
        return map;
    }

    /**
     * Adds balancing weights as the column {@code name} of the bins.
     *
     * @param weights one for each bin, NaN where a bin is masked
     * @param attributes of the column, strings, whole numbers, doubles and booleans: {@code
     *     ignore_diags}, {@code divisive_weights}
     * @throws IllegalArgumentException if the number of weights is not that of the bins, the name
     *     is taken, or an attribute is of another type
     */
    public void weights(String name, double[] weights, Map<String, Object> attributes)
            throws IOException {
        if (weights.length != bins.count()) {
            throw new IllegalArgumentException(
                    "%s: %d weights for %d bins"
                            .formatted(group.path(), weights.length, bins.count()));
        }
        ColumnWriter column = binsGroup.column(name, Hdf5WriterType.FLOAT64, layout);
        attributes.forEach(column::attribute);
        for (double weight : weights) {
            column.append(weight);
        }
        column.finish();
    }

    /**
     * Ends the pixels of this map and of those that are summed from it.
     *
     * @throws IllegalStateException if the map is summed from a finer one, which finishes it
     */
    public void finish() throws IOException {
        if (derived) {
            throw new IllegalStateException(
                    "%s is finished with the finer map it is summed from".formatted(group.path()));
        }
        end();
    }

    private void end() throws IOException {
        if (finished) {
            return;
        }
        for (PixelCoarsener coarsener : coarseners) {
            coarsener.flush();
        }
        long nnz = bin1Ids.length();
        closeRowsBefore(bins.count() + 1L, nnz);
        bin1Ids.finish();
        bin2Ids.finish();
        counts.finish();
        bin1Offsets.finish();
        group.attribute("format", "HDF5::Cooler")
                .attribute("format-version", 3L)
                .attribute("format-url", "https://github.com/open2c/cooler")
                .attribute("generated-by", "foldbase")
                .attribute("bin-type", "fixed")
                .attribute("bin-size", bins.binSizeBp())
                .attribute(
                        "storage-mode",
                        options.storageMode() == StorageMode.SQUARE ? "square" : "symmetric-upper")
                .attribute("nchroms", bins.chromsizes().count())
                .attribute("nbins", bins.count())
                .attribute("nnz", nnz)
                .attribute("genome-assembly", options.assembly())
                .attribute("metadata", options.metadataJson());
        if (wholeCounts) {
            group.attribute("sum", wholeSum);
        } else {
            group.attribute("sum", floatingSum);
        }
        options.createdAt()
                .ifPresent(instant -> group.attribute("creation-date", instant.toString()));
        finished = true;
        for (MapWriter map : coarser) {
            map.end();
        }
    }

    void requireFinished() {
        if (!finished) {
            throw new IllegalStateException(
                    "%s was not finished, so the file is not complete".formatted(group.path()));
        }
    }

    private Hdf5WriterType positionType() {
        boolean fits =
                bins.chromsizes().list().stream()
                        .allMatch(chromosome -> chromosome.sizeBp() <= Integer.MAX_VALUE);
        return fits ? Hdf5WriterType.INT32 : Hdf5WriterType.INT64;
    }

    private void writeChroms(GroupWriter chroms) throws IOException {
        List<String> names = bins.chromsizes().list().stream().map(Chromosome::name).toList();
        ColumnWriter name = chroms.column("name", Hdf5WriterType.textFor(names), layout);
        ColumnWriter length = chroms.column("length", positionType(), layout);
        for (Chromosome chromosome : bins.chromsizes().list()) {
            name.append(chromosome.name());
            length.append(chromosome.sizeBp());
        }
        name.finish();
        length.finish();
    }

    private void writeBins() throws IOException {
        ColumnWriter chrom = chromColumn();
        ColumnWriter start = binsGroup.column("start", positionType(), layout);
        ColumnWriter end = binsGroup.column("end", positionType(), layout);
        for (int index = 0; index < bins.chromsizes().count(); index++) {
            long sizeBp = bins.chromsizes().get(index).sizeBp();
            for (long startBp = 0; startBp < sizeBp; startBp += bins.binSizeBp()) {
                chrom.append(index);
                start.append(startBp);
                end.append(Math.min(sizeBp, startBp + bins.binSizeBp()));
            }
        }
        chrom.finish();
        start.finish();
        end.finish();
    }

    /** An enumeration, or where its names are too many for HDF5, plain numbers as cooler does. */
    private ColumnWriter chromColumn() {
        Map<String, Integer> members = new LinkedHashMap<>();
        for (Chromosome chromosome : bins.chromsizes().list()) {
            members.put(chromosome.name(), members.size());
        }
        Hdf5WriterType enumeration = Hdf5WriterType.enumeration(members);
        if (enumeration.fitsHeader()) {
            return binsGroup.column("chrom", enumeration, layout);
        }
        return binsGroup
                .column("chrom", Hdf5WriterType.INT32, layout)
                .attribute("enum_path", "/chroms/name");
    }

    private void writeChromOffsets(GroupWriter indexes) throws IOException {
        ColumnWriter chromOffset = indexes.column("chrom_offset", Hdf5WriterType.INT64, layout);
        for (int chrom = 0; chrom <= bins.chromsizes().count(); chrom++) {
            chromOffset.append(bins.offset(chrom));
        }
        chromOffset.finish();
    }
}
