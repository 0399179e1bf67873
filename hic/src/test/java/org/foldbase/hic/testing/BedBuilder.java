package org.foldbase.hic.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.testing.BuiltBed.Region;

/**
 * Builds BED and BEDPE files for tests in one line.
 *
 * <pre>{@code
 * BuiltBed regions = BedBuilder.bed().random(100).strands().write(dir);
 * BuiltBed loops = BedBuilder.bedpe().pair("chr1", 0, 100, "chr1", 900, 1000).write(dir);
 * }</pre>
 *
 * <p>By default: on the two chromosomes of {@link CoolerBuilder}, random regions of 1 to 5,000 bp
 * anywhere, unsorted; the anchors of a pair on one chromosome, the first one upstream; three
 * columns (six for pairs) without a header.
 */
public final class BedBuilder {
    private final boolean pairs;
    private final List<Chromosome> chromosomes = new ArrayList<>();
    private final List<Region> first = new ArrayList<>();
    private final List<Region> second = new ArrayList<>();
    private final List<String> headerLines = new ArrayList<>();
    private String name = "regions";
    private long seed = 1;
    private int randomCount;
    private int maxWidthBp = 5_000;
    private boolean strands;
    private boolean gzip;
    private String lineEnd = "\n";

    private BedBuilder(boolean pairs) {
        this.pairs = pairs;
    }

    public static BedBuilder bed() {
        return new BedBuilder(false);
    }

    public static BedBuilder bedpe() {
        return new BedBuilder(true);
    }

    /** Adds a chromosome for random regions; the first call takes the place of the default ones. */
    public BedBuilder chrom(String chrom, long sizeBp) {
        chromosomes.add(new Chromosome(chrom, sizeBp));
        return this;
    }

    public BedBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Adds so many random regions or pairs after the explicit ones. */
    public BedBuilder random(int count) {
        randomCount = count;
        return this;
    }

    public BedBuilder maxWidth(int bp) {
        maxWidthBp = bp;
        return this;
    }

    public BedBuilder region(String chrom, long startBp, long endBp) {
        return region(chrom, startBp, endBp, '.');
    }

    public BedBuilder region(String chrom, long startBp, long endBp, char strand) {
        if (pairs) {
            throw new IllegalStateException("a BEDPE file has pairs");
        }
        strands |= strand != '.';
        first.add(new Region(chrom, startBp, endBp, strand));
        return this;
    }

    public BedBuilder pair(
            String chrom1, long start1Bp, long end1Bp, String chrom2, long start2Bp, long end2Bp) {
        return pair(
                new Region(chrom1, start1Bp, end1Bp, '.'),
                new Region(chrom2, start2Bp, end2Bp, '.'));
    }

    public BedBuilder pair(Region anchor1, Region anchor2) {
        if (!pairs) {
            throw new IllegalStateException("a BED file has regions");
        }
        strands |= anchor1.strand() != '.' || anchor2.strand() != '.';
        first.add(anchor1);
        second.add(anchor2);
        return this;
    }

    /** Writes the strand columns, with random strands for random regions. */
    public BedBuilder strands() {
        strands = true;
        return this;
    }

    /** A line to stand before the regions, as it is: {@code track …}, {@code #chrom …}. */
    public BedBuilder header(String line) {
        headerLines.add(line);
        return this;
    }

    public BedBuilder crlf() {
        lineEnd = "\r\n";
        return this;
    }

    /** Compresses the file and adds {@code .gz} to its name. */
    public BedBuilder gzip() {
        gzip = true;
        return this;
    }

    /** The file's name without its endings; {@code regions} by default. */
    public BedBuilder name(String fileName) {
        name = fileName;
        return this;
    }

    /** Writes {@code <name>.bed} or {@code <name>.bedpe}, perhaps with {@code .gz}. */
    public BuiltBed write(Path dir) throws IOException {
        List<Region> allFirst = new ArrayList<>(first);
        List<Region> allSecond = new ArrayList<>(second);
        addRandom(allFirst, allSecond);
        Path file = dir.resolve(name + (pairs ? ".bedpe" : ".bed") + (gzip ? ".gz" : ""));
        try (Writer out = open(file)) {
            for (String line : headerLines) {
                out.write(line + lineEnd);
            }
            for (int i = 0; i < allFirst.size(); i++) {
                out.write(
                        pairs
                                ? line(i, allFirst.get(i), allSecond.get(i))
                                : line(i, allFirst.get(i)));
                out.write(lineEnd);
            }
        }
        return new BuiltBed(file, List.copyOf(allFirst), List.copyOf(allSecond));
    }

    @Override
    public String toString() {
        return (pairs ? "pairs" : "regions") + " with seed " + seed;
    }

    private Writer open(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new OutputStreamWriter(
                gzip ? new GZIPOutputStream(out) : out, StandardCharsets.UTF_8);
    }

    private String line(int index, Region region) {
        String place = place(region);
        return strands ? place + "\tregion" + index + "\t0\t" + region.strand() : place;
    }

    private String line(int index, Region anchor1, Region anchor2) {
        String places = place(anchor1) + "\t" + place(anchor2);
        return strands
                ? places + "\tpair" + index + "\t0\t" + anchor1.strand() + "\t" + anchor2.strand()
                : places;
    }

    private static String place(Region region) {
        return region.chrom() + "\t" + region.startBp() + "\t" + region.endBp();
    }

    private void addRandom(List<Region> allFirst, List<Region> allSecond) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Chromosome> from =
                chromosomes.isEmpty() ? CoolerBuilder.DEFAULT_CHROMOSOMES : chromosomes;
        for (int i = 0; i < randomCount; i++) {
            Chromosome chromosome = from.get(random.nextInt(from.size()));
            Region region = randomRegion(chromosome, random);
            if (pairs) {
                Region other = randomRegion(chromosome, random);
                boolean inOrder = region.startBp() <= other.startBp();
                allFirst.add(inOrder ? region : other);
                allSecond.add(inOrder ? other : region);
            } else {
                allFirst.add(region);
            }
        }
    }

    private Region randomRegion(Chromosome chromosome, SplittableRandom random) {
        long width = 1 + random.nextLong(Math.min(maxWidthBp, chromosome.sizeBp()));
        long start = random.nextLong(chromosome.sizeBp() - width + 1);
        char strand = !strands ? '.' : random.nextBoolean() ? '+' : '-';
        return new Region(chromosome.name(), start, start + width, strand);
    }
}
