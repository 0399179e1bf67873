package org.foldbase.hic.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.foldbase.hic.cooler.WriteOptions.CountType;
import org.foldbase.hic.cooler.WriteOptions.IdType;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.hic.testing.BuiltMap.Bin;
import org.foldbase.hic.testing.BuiltMap.Pixel;

/**
 * Builds contact maps for tests in one line.
 *
 * <pre>{@code
 * BuiltCooler map = CoolerBuilder.map().chrom("chr1", 1_000_000).seed(1).write(dir);
 * double[][] raw = map.base().dense();
 * }</pre>
 *
 * <p>By default: two chromosomes of 1,000,000 and 605,000 bp, bins of 10,000 bp, pixels within a
 * chromosome present with a probability of 0.3 (between two, 0.03) and counts that fall with
 * distance as a power law, a tenth of the bins masked, weights that multiply, everything stored as
 * cooler does.
 *
 * <p>It writes files that {@code CoolerWriter} refuses to write (duplicates, legacy types), so it
 * spells out the schema by itself.
 */
public final class CoolerBuilder {
    /** How the column {@code bins/chrom} is stored. */
    public enum ChromColumn {
        ENUMERATION,
        INTEGER,
        TEXT
    }

    static final List<Chromosome> DEFAULT_CHROMOSOMES =
            List.of(new Chromosome("chr1", 1_000_000), new Chromosome("chr2", 605_000));

    private static final double MEAN_COUNT_AT_DIAGONAL = 40;

    private final List<Chromosome> chromosomes = new ArrayList<>();
    private final Map<Long, Double> explicitPixels = new TreeMap<>();
    private final Map<Integer, Double> explicitWeights = new HashMap<>();
    private final List<Integer> coarserBinSizesBp = new ArrayList<>();
    final Map<String, Integer> chunkByColumn = new HashMap<>();
    final Map<String, Object> weightAttributes = new LinkedHashMap<>();
    final List<String> extraColumns = new ArrayList<>();

    private String name = "map";
    private int binSizeBp = 10_000;
    private boolean variableBins;
    long seed = 1;
    private double density = 0.3;
    private double maskedFraction = 0.1;
    private double duplicateFraction;
    private boolean randomWeights = true;
    private boolean multiResolution;
    boolean symmetric = true;
    boolean shuffle = true;
    int gzipLevel = 6;
    boolean contiguous;
    int chunk = 1 << 16;
    int formatVersion = 3;
    CountType countType = CountType.INT32;
    IdType idType = IdType.INT64;
    ChromColumn chromColumn = ChromColumn.ENUMERATION;
    Optional<String> weightColumn = Optional.of("weight");

    private CoolerBuilder() {
        weightAttributes.put("ignore_diags", 2);
        weightAttributes.put("divisive_weights", false);
    }

    /** A map of random pixels and weights. */
    public static CoolerBuilder map() {
        return new CoolerBuilder();
    }

    /** A map without pixels whose weights are all 1: put in what the case is about. */
    public static CoolerBuilder blank() {
        CoolerBuilder builder = new CoolerBuilder().density(0).maskedFraction(0);
        builder.randomWeights = false;
        return builder;
    }

    /** Adds a chromosome; the first call takes the place of the default ones. */
    public CoolerBuilder chrom(String chrom, long sizeBp) {
        chromosomes.add(new Chromosome(chrom, sizeBp));
        return this;
    }

    public CoolerBuilder binSize(int bp) {
        binSizeBp = bp;
        return this;
    }

    /** Bins of random sizes around the bin size, as restriction fragments have. */
    public CoolerBuilder variableBins() {
        variableBins = true;
        return this;
    }

    public CoolerBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** The share of pixels within chromosomes that are not zero; between them a tenth of it. */
    public CoolerBuilder density(double share) {
        density = share;
        return this;
    }

    public CoolerBuilder maskedFraction(double share) {
        maskedFraction = share;
        return this;
    }

    /** The share of pixels after which a second one of the same place follows. */
    public CoolerBuilder duplicates(double share) {
        duplicateFraction = share;
        return this;
    }

    /** Puts a pixel, in place of a random one. */
    public CoolerBuilder pixel(int bin1, int bin2, double count) {
        explicitPixels.put(key(bin1, bin2), count);
        return this;
    }

    /** Puts a weight, in place of a random one; NaN masks the bin. */
    public CoolerBuilder weight(int bin, double weight) {
        explicitWeights.put(bin, weight);
        return this;
    }

    public CoolerBuilder weightColumn(String column) {
        weightColumn = Optional.of(column);
        return this;
    }

    public CoolerBuilder noWeights() {
        weightColumn = Optional.empty();
        return this;
    }

    /** Weights divide, and the column says so. */
    public CoolerBuilder divisive() {
        return weightAttribute("divisive_weights", true);
    }

    public CoolerBuilder ignoreDiags(int diagonals) {
        return weightAttribute("ignore_diags", diagonals);
    }

    public CoolerBuilder weightAttribute(String attribute, Object value) {
        weightAttributes.put(attribute, value);
        return this;
    }

    public CoolerBuilder noWeightAttributes() {
        weightAttributes.clear();
        return this;
    }

    public CoolerBuilder counts(CountType type) {
        countType = type;
        return this;
    }

    public CoolerBuilder ids(IdType type) {
        idType = type;
        return this;
    }

    public CoolerBuilder chroms(ChromColumn column) {
        chromColumn = column;
        return this;
    }

    /** Both triangles, not symmetric. */
    public CoolerBuilder square() {
        symmetric = false;
        return this;
    }

    public CoolerBuilder shuffle(boolean on) {
        shuffle = on;
        return this;
    }

    /** Level 0 to 9; 0 is none. */
    public CoolerBuilder gzip(int level) {
        gzipLevel = level;
        return this;
    }

    /** All columns in one run each, without compression. */
    public CoolerBuilder contiguous() {
        contiguous = true;
        return this;
    }

    /** Elements in a chunk, for all columns. */
    public CoolerBuilder chunk(int elements) {
        chunk = elements;
        return this;
    }

    /** Elements in a chunk of one column, {@code bin2_id}. */
    public CoolerBuilder chunk(String column, int elements) {
        chunkByColumn.put(column, elements);
        return this;
    }

    /** A float64 column of pixels beside {@code count}. */
    public CoolerBuilder extraColumn(String column) {
        extraColumns.add(column);
        return this;
    }

    /** 3, or 2 for files as cooler wrote them before storage modes. */
    public CoolerBuilder formatVersion(int version) {
        formatVersion = version;
        return this;
    }

    /** An {@code .mcool} of the bin size and these coarser ones, all multiples of it. */
    public CoolerBuilder resolutions(int... coarserBp) {
        multiResolution = true;
        for (int bp : coarserBp) {
            coarserBinSizesBp.add(bp);
        }
        return this;
    }

    /** The file's name without its ending; {@code map} by default. */
    public CoolerBuilder name(String fileName) {
        name = fileName;
        return this;
    }

    /** Writes {@code <name>.cool} or {@code <name>.mcool}. */
    public BuiltCooler write(Path dir) throws IOException {
        Path file = dir.resolve(name + (multiResolution ? ".mcool" : ".cool"));
        List<BuiltMap> maps = new ArrayList<>();
        BuiltMap base = base(file);
        maps.add(base);
        for (int coarserBp : coarserBinSizesBp) {
            maps.add(coarser(base, coarserBp));
        }
        BuiltCoolerFile.write(file, maps, this);
        return new BuiltCooler(file, List.copyOf(maps));
    }

    @Override
    public String toString() {
        return "map with seed " + seed;
    }

    private BuiltMap base(Path file) {
        SplittableRandom random = new SplittableRandom(seed);
        Chromsizes chromsizes =
                Chromsizes.of(chromosomes.isEmpty() ? DEFAULT_CHROMOSOMES : chromosomes);
        List<Bin> bins =
                variableBins ? variableBins(chromsizes, random) : bins(chromsizes, binSizeBp);
        Map<Long, Double> counts = randomCounts(bins, random);
        counts.putAll(explicitPixels);
        List<Pixel> pixels = new ArrayList<>();
        counts.forEach((key, count) -> {
            Pixel pixel = new Pixel(bin1(key), bin2(key), count);
            pixels.add(pixel);
            if (random.nextDouble() < duplicateFraction) {
                pixels.add(new Pixel(pixel.bin1(), pixel.bin2(), 1));
            }
        });
        int commonSizeBp = variableBins ? 0 : binSizeBp;
        return map(file, commonSizeBp, chromsizes, bins, pixels, random);
    }

    private BuiltMap coarser(BuiltMap base, int coarserBp) {
        if (variableBins || coarserBp % binSizeBp != 0) {
            throw new IllegalArgumentException(
                    "bins of %d bp cannot be made from these".formatted(coarserBp));
        }
        List<Bin> bins = bins(base.chromsizes(), coarserBp);
        Map<Bin, Integer> index = HashMap.newHashMap(bins.size());
        for (Bin bin : bins) {
            index.put(bin, index.size());
        }
        int[] coarse = new int[base.binCount()];
        for (int i = 0; i < coarse.length; i++) {
            Bin bin = base.bins().get(i);
            long start = bin.startBp() / coarserBp * coarserBp;
            long size = base.chromsizes().get(bin.chromIndex()).sizeBp();
            Bin holds = new Bin(bin.chromIndex(), start, Math.min(size, start + coarserBp));
            coarse[i] = index.getOrDefault(holds, -1);
        }
        Map<Long, Double> sums = new TreeMap<>();
        for (Pixel pixel : base.pixels()) {
            sums.merge(key(coarse[pixel.bin1()], coarse[pixel.bin2()]), pixel.count(), Double::sum);
        }
        List<Pixel> pixels = new ArrayList<>();
        sums.forEach((key, count) -> pixels.add(new Pixel(bin1(key), bin2(key), count)));
        SplittableRandom random = new SplittableRandom(seed + coarserBp);
        return map(base.file(), coarserBp, base.chromsizes(), bins, pixels, random);
    }

    private BuiltMap map(
            Path file,
            int sizeBp,
            Chromsizes chromsizes,
            List<Bin> bins,
            List<Pixel> pixels,
            SplittableRandom random) {
        return new BuiltMap(
                file,
                multiResolution ? "/resolutions/" + sizeBp : "/",
                sizeBp,
                chromsizes,
                List.copyOf(bins),
                List.copyOf(pixels),
                symmetric,
                Boolean.TRUE.equals(weightAttributes.get("divisive_weights")),
                weightColumn.map(column -> weights(bins.size(), random)));
    }

    private static List<Bin> bins(Chromsizes chromsizes, int sizeBp) {
        List<Bin> bins = new ArrayList<>();
        for (int chrom = 0; chrom < chromsizes.count(); chrom++) {
            long size = chromsizes.get(chrom).sizeBp();
            for (long start = 0; start < size; start += sizeBp) {
                bins.add(new Bin(chrom, start, Math.min(size, start + sizeBp)));
            }
        }
        return bins;
    }

    private List<Bin> variableBins(Chromsizes chromsizes, SplittableRandom random) {
        List<Bin> bins = new ArrayList<>();
        for (int chrom = 0; chrom < chromsizes.count(); chrom++) {
            long size = chromsizes.get(chrom).sizeBp();
            long start = 0;
            while (start < size) {
                long end = Math.min(size, start + 1 + random.nextInt(2 * binSizeBp));
                bins.add(new Bin(chrom, start, end));
                start = end;
            }
        }
        return bins;
    }

    private Map<Long, Double> randomCounts(List<Bin> bins, SplittableRandom random) {
        Map<Long, Double> counts = new TreeMap<>();
        for (int row = 0; row < bins.size(); row++) {
            int chrom = bins.get(row).chromIndex();
            int col = symmetric ? row : 0;
            while (col < bins.size()) {
                boolean cis = bins.get(col).chromIndex() == chrom;
                if (random.nextDouble() < (cis ? density : density / 10)) {
                    double mean = cis ? MEAN_COUNT_AT_DIAGONAL / (1 + Math.abs(col - row)) : 0;
                    double count = 1 + Math.floor(-Math.log(1 - random.nextDouble()) * mean);
                    counts.put(key(row, col), isWhole() ? count : count + random.nextInt(8) / 8.0);
                }
                col++;
            }
        }
        return counts;
    }

    private boolean isWhole() {
        return countType == CountType.INT32 || countType == CountType.INT64;
    }

    private List<Double> weights(int count, SplittableRandom random) {
        List<Double> weights = new ArrayList<>(count);
        for (int bin = 0; bin < count; bin++) {
            double weight = 1;
            if (randomWeights) {
                weight = 0.05 * Math.exp(0.4 * random.nextGaussian());
                weight = random.nextDouble() < maskedFraction ? Double.NaN : weight;
            }
            weights.add(explicitWeights.getOrDefault(bin, weight));
        }
        return List.copyOf(weights);
    }

    private static long key(int bin1, int bin2) {
        return (long) bin1 << 32 | bin2;
    }

    private static int bin1(long key) {
        return (int) (key >>> 32);
    }

    private static int bin2(long key) {
        return (int) key;
    }
}
