package org.foldbase.hic.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.foldbase.hic.genome.Chromsizes;

/**
 * One contact map as {@link CoolerBuilder} wrote it, kept for naive references.
 *
 * @param file that holds it
 * @param group in the file: {@code /} or {@code /resolutions/10000}
 * @param binSizeBp 0 where bins have no common size
 * @param bins all of them, in order
 * @param pixels as written, duplicates among them
 * @param symmetric whether only the upper triangle is stored
 * @param divisive whether weights divide
 * @param storedWeights the weight column, if there is one
 */
public record BuiltMap(
        Path file,
        String group,
        int binSizeBp,
        Chromsizes chromsizes,
        List<Bin> bins,
        List<Pixel> pixels,
        boolean symmetric,
        boolean divisive,
        Optional<List<Double>> storedWeights) {

    /** A bin, 0-based and half-open. */
    public record Bin(int chromIndex, long startBp, long endBp) {}

    /** A pixel as it stands in the file. */
    public record Pixel(int bin1, int bin2, double count) {}

    public int binCount() {
        return bins.size();
    }

    /** How cooler names the map: {@code map.mcool::/resolutions/10000}. */
    public String uri() {
        return file + "::" + group;
    }

    /** The number of the chromosome's first bin. */
    public int firstBin(int chromIndex) {
        int bin = 0;
        while (bin < bins.size() && bins.get(bin).chromIndex() < chromIndex) {
            bin++;
        }
        return bin;
    }

    /**
     * Raw counts of all bins against all, duplicates summed, both triangles; absent pixels are 0.
     */
    public double[][] dense() {
        double[][] matrix = new double[bins.size()][bins.size()];
        for (Pixel pixel : pixels) {
            matrix[pixel.bin1()][pixel.bin2()] += pixel.count();
            if (symmetric && pixel.bin1() != pixel.bin2()) {
                matrix[pixel.bin2()][pixel.bin1()] += pixel.count();
            }
        }
        return matrix;
    }

    /** The weight column as stored, NaN where a bin is masked. */
    public double[] weights() {
        return storedWeights.orElseThrow().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** {@link #dense} balanced by the weights: NaN in masked rows and columns. */
    public double[][] balanced() {
        double[] factors = weights();
        if (divisive) {
            Arrays.setAll(factors, bin -> 1 / factors[bin]);
        }
        double[][] matrix = dense();
        for (int row = 0; row < matrix.length; row++) {
            for (int col = 0; col < matrix.length; col++) {
                matrix[row][col] *= factors[row] * factors[col];
            }
        }
        return matrix;
    }

    /** Writes the bins as text: {@code chrom start end [weight]}, tab-separated with a header. */
    public Path writeBins(Path target) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("chrom\tstart\tend" + (storedWeights.isPresent() ? "\tweight" : ""));
        for (int bin = 0; bin < bins.size(); bin++) {
            Bin b = bins.get(bin);
            String line =
                    "%s\t%d\t%d"
                            .formatted(
                                    chromsizes.get(b.chromIndex()).name(), b.startBp(), b.endBp());
            lines.add(
                    storedWeights.isPresent() ? line + "\t" + storedWeights.get().get(bin) : line);
        }
        return Files.write(target, lines);
    }

    /** Writes the pixels as text: {@code bin1_id bin2_id count}, tab-separated with a header. */
    public Path writePixels(Path target) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("bin1_id\tbin2_id\tcount");
        for (Pixel pixel : pixels) {
            lines.add("%d\t%d\t%s".formatted(pixel.bin1(), pixel.bin2(), pixel.count()));
        }
        return Files.write(target, lines);
    }
}
