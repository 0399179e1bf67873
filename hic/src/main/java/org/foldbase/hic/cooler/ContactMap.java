package org.foldbase.hic.cooler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.hic.internal.hdf5.Hdf5Dataset;
import org.foldbase.hic.internal.hdf5.Hdf5Exception;
import org.foldbase.hic.internal.hdf5.Hdf5Group;
import org.foldbase.hic.internal.hdf5.Hdf5Type;

/**
 * One contact map: chromosomes, bins, pixels and balancing weights at one resolution.
 *
 * <p>Bins are numbered from 0 through all chromosomes in their order. Bin {@code i} of a chromosome
 * covers the base pairs {@code [i·b, min((i+1)·b, size))}, unless the map has bins of variable
 * size. Pixels are sorted by bin1_id, then bin2_id; those of row {@code r} are {@code
 * [bin1Offsets()[r], bin1Offsets()[r+1])}.
 *
 * <pre>
 * chroms/   name (nchroms) string    length (nchroms) int32
 * bins/     chrom, start, end (nbins) int32    weight (nbins) float64, optional
 * pixels/   bin1_id, bin2_id (nnz) int64    count (nnz) int32 or float64
 * indexes/  chrom_offset (nchroms+1) int64    bin1_offset (nbins+1) int64
 * </pre>
 */
public final class ContactMap {
    private static final Set<String> BIN_COORDINATES = Set.of("chrom", "start", "end");
    private static final Set<String> DIVISIVE_BY_NAME = Set.of("KR", "VC", "VC_SQRT");

    private final Path file;
    private final Hdf5Group group;
    private final Map<String, Object> attributes;
    private final Chromsizes chromsizes;
    private final int[] chromOffsets;
    private final OptionalLong binSizeBp;
    private final StorageMode storageMode;
    private final Hdf5Dataset bin2;
    private final Hdf5Dataset count;

    private ContactMap(Path file, Hdf5Group group) throws IOException {
        this.file = file;
        this.group = group;
        this.attributes = group.attributes();
        this.chromsizes = readChromsizes();
        this.chromOffsets = readChromOffsets();
        this.binSizeBp = readBinSizeBp();
        this.storageMode = readStorageMode();
        this.bin2 = dataset("pixels/bin2_id");
        this.count = dataset("pixels/count");
        if (bin2.size() != count.size()) {
            throw damaged(
                    "pixels/bin2_id has %d values, pixels/count has %d"
                            .formatted(bin2.size(), count.size()));
        }
    }

    static ContactMap open(Path file, Hdf5Group group) throws IOException {
        return new ContactMap(file, group);
    }

    static boolean isMap(Hdf5Group group) {
        return group.names().containsAll(List.of("chroms", "bins", "pixels", "indexes"));
    }

    static OptionalLong declaredBinSizeBp(Hdf5Group group) throws IOException {
        return group.attributes().get("bin-size") instanceof Long size && size > 0
                ? OptionalLong.of(size)
                : OptionalLong.empty();
    }

    /** The map's address: {@code file::/group}, or the file alone where the map is its root. */
    public String uri() {
        return group.path().equals("/") ? file.toString() : file + "::" + group.path();
    }

    /** The group that holds the map, {@code /} for a map by itself. */
    public String group() {
        return group.path();
    }

    public Chromsizes chromsizes() {
        return chromsizes;
    }

    /** The size of every bin but a chromosome's last, in bp; empty where bins vary in size. */
    public OptionalLong binSizeBp() {
        return binSizeBp;
    }

    public int binCount() {
        return chromOffsets[chromOffsets.length - 1];
    }

    /** Pixels stored, the format's nnz. */
    public long pixelCount() {
        return bin2.size();
    }

    public StorageMode storageMode() {
        return storageMode;
    }

    /** The genome build that the file names, unless it says "unknown". */
    public Optional<String> assembly() {
        return attributes.get("genome-assembly") instanceof String name
                        && !name.isEmpty()
                        && !name.equals("unknown")
                ? Optional.of(name)
                : Optional.empty();
    }

    /** How the pixels lie on disk, in words: chunk size, filters. */
    public String storage() {
        return "bin2_id %s; count %s".formatted(bin2.storage(), count.storage());
    }

    /** The first bin of a chromosome; of the number of chromosomes: the number of bins. */
    public int chromOffset(int chromIndex) {
        return chromOffsets[chromIndex];
    }

    /**
     * Start and end of every bin.
     *
     * @param startBp first base of each bin, 0-based
     * @param endBp base after the last of each bin
     */
    public record Bins(int[] startBp, int[] endBp) {}

    /** Reads the coordinates of all bins: needed only where they vary in size. */
    public Bins readBins() throws IOException {
        int[] start = read("bins/start", Hdf5Dataset::readInts);
        int[] end = read("bins/end", Hdf5Dataset::readInts);
        if (start.length != binCount() || end.length != binCount()) {
            throw damaged(
                    "bins/start has %d values and bins/end %d for %d bins"
                            .formatted(start.length, end.length, binCount()));
        }
        return new Bins(start, end);
    }

    /** The names of the balancing columns: every floating-point column of the bins. */
    public List<String> weightNames() throws IOException {
        try {
            List<String> names = new ArrayList<>();
            Hdf5Group bins =
                    group.group("bins").orElseThrow(() -> damaged("there is no group bins"));
            for (String name : bins.names()) {
                if (!BIN_COORDINATES.contains(name)
                        && bins.dataset(name).filter(d -> d.type() == Hdf5Type.FLOAT).isPresent()) {
                    names.add(name);
                }
            }
            return names;
        } catch (Hdf5Exception e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads a balancing column.
     *
     * @throws NotInFileException if the map has no such column; the message lists those it has
     */
    public Weights weights(String name) throws IOException {
        if (!weightNames().contains(name)) {
            List<String> names = weightNames();
            throw new NotInFileException(
                    "%s has no balancing weights named \"%s\"; %s"
                            .formatted(
                                    uri(),
                                    name,
                                    names.isEmpty()
                                            ? "it has none at all, so only raw values can be had"
                                            : "it has " + String.join(", ", names)));
        }
        String column = "bins/" + name;
        Map<String, Object> about = read(column, Hdf5Dataset::attributes);
        double[] factors = read(column, Hdf5Dataset::readDoubles);
        if (factors.length != binCount()) {
            throw damaged(
                    "%s has %d values for %d bins".formatted(column, factors.length, binCount()));
        }
        boolean divisive =
                about.get("divisive_weights") instanceof Boolean said
                        ? said
                        : DIVISIVE_BY_NAME.contains(name);
        for (int bin = 0; bin < factors.length; bin++) {
            double factor = divisive ? 1 / factors[bin] : factors[bin];
            factors[bin] = Double.isFinite(factor) ? factor : Double.NaN;
        }
        return new Weights(name, factors, ignoreDiags(column, about));
    }

    private OptionalInt ignoreDiags(String column, Map<String, Object> about) throws IOException {
        Object said = about.get("ignore_diags");
        if (said instanceof Boolean) {
            return OptionalInt.of(0);
        }
        if (said instanceof Long diags) {
            if (diags < 0 || diags > Integer.MAX_VALUE) {
                throw damaged("%s has ignore_diags %d".formatted(column, diags));
            }
            return OptionalInt.of(Math.toIntExact(diags));
        }
        return OptionalInt.empty();
    }

    /**
     * The first pixel of each row and, last, the number of pixels: {@code binCount() + 1} rising
     * values.
     */
    public long[] bin1Offsets() throws IOException {
        long[] offsets = read("indexes/bin1_offset", Hdf5Dataset::readLongs);
        if (offsets.length != binCount() + 1) {
            throw damaged(
                    "indexes/bin1_offset has %d values for %d bins"
                            .formatted(offsets.length, binCount()));
        }
        for (int bin = 0; bin < binCount(); bin++) {
            if (offsets[bin + 1] < offsets[bin]) {
                throw damaged("indexes/bin1_offset falls after bin %d".formatted(bin));
            }
        }
        if (offsets[0] != 0 || offsets[binCount()] != pixelCount()) {
            throw damaged(
                    "indexes/bin1_offset runs from %d to %d, but there are %d pixels"
                            .formatted(offsets[0], offsets[binCount()], pixelCount()));
        }
        return offsets;
    }

    /** A reader of this map's pixels for one thread. */
    public PixelReader pixelReader() throws IOException {
        return read(
                "pixels/bin2_id",
                bin2Ids -> new PixelReader(uri(), bin2Ids.reader(), count.reader()));
    }

    /** Pixels in a chunk of the file: runs of a multiple of this decode no chunk twice. */
    public long pixelChunkSize() {
        return Math.max(bin2.chunkSize(), count.chunkSize());
    }

    private Chromsizes readChromsizes() throws IOException {
        List<String> names = read("chroms/name", Hdf5Dataset::readStrings);
        long[] sizes = read("chroms/length", Hdf5Dataset::readLongs);
        if (names.size() != sizes.length) {
            throw damaged(
                    "chroms/name has %d values, chroms/length has %d"
                            .formatted(names.size(), sizes.length));
        }
        List<Chromosome> chromosomes = new ArrayList<>(sizes.length);
        try {
            for (int i = 0; i < sizes.length; i++) {
                chromosomes.add(new Chromosome(names.get(i), sizes[i]));
            }
            return Chromsizes.of(chromosomes);
        } catch (IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private int[] readChromOffsets() throws IOException {
        int[] offsets = read("indexes/chrom_offset", Hdf5Dataset::readInts);
        if (offsets.length != chromsizes.count() + 1) {
            throw damaged(
                    "indexes/chrom_offset has %d values for %d chromosomes"
                            .formatted(offsets.length, chromsizes.count()));
        }
        for (int i = 1; i < offsets.length; i++) {
            if (offsets[i] < offsets[i - 1]) {
                throw damaged("indexes/chrom_offset falls at index %d".formatted(i));
            }
        }
        long bins = dataset("bins/start").size();
        if (offsets[0] != 0 || offsets[offsets.length - 1] != bins) {
            throw damaged(
                    "indexes/chrom_offset runs from %d to %d, but there are %d bins"
                            .formatted(offsets[0], offsets[offsets.length - 1], bins));
        }
        return offsets;
    }

    private OptionalLong readBinSizeBp() throws IOException {
        OptionalLong declared = declaredBinSizeBp(group);
        if (declared.isEmpty() || "variable".equals(attributes.get("bin-type"))) {
            return OptionalLong.empty();
        }
        long size = declared.getAsLong();
        for (int chrom = 0; chrom < chromsizes.count(); chrom++) {
            Chromosome chromosome = chromsizes.get(chrom);
            long needed = Math.ceilDiv(chromosome.sizeBp(), size);
            long have = (long) chromOffsets[chrom + 1] - chromOffsets[chrom];
            if (have != needed) {
                throw damaged(
                        "chromosome %s of %d bp has %d bins of %d bp where it needs %d"
                                .formatted(
                                        chromosome.name(),
                                        chromosome.sizeBp(),
                                        have,
                                        size,
                                        needed));
            }
        }
        return declared;
    }

    private StorageMode readStorageMode() throws IOException {
        String mode = String.valueOf(attributes.getOrDefault("storage-mode", "symmetric-upper"));
        return switch (mode) {
            case "symmetric-upper" -> StorageMode.SYMMETRIC_UPPER;
            case "square" -> StorageMode.SQUARE;
            default -> throw damaged("storage mode \"%s\" is not known".formatted(mode));
        };
    }

    private Hdf5Dataset dataset(String name) throws IOException {
        return group.dataset(name)
                .orElseThrow(() -> damaged("there is no dataset %s".formatted(name)));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(Hdf5Dataset dataset) throws IOException;
    }

    private <T> T read(String name, Reading<T> reading) throws IOException {
        try {
            return reading.of(dataset(name));
        } catch (Hdf5Exception e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private CoolerException damaged(String what) {
        return new CoolerException("%s: %s".formatted(uri(), what));
    }

    private CoolerException damaged(String what, Throwable cause) {
        return new CoolerException("%s: %s".formatted(uri(), what), cause);
    }

    @Override
    public String toString() {
        return uri();
    }
}
