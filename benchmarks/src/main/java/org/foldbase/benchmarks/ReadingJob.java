package org.foldbase.benchmarks;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.PixelReader;

/** Reads every pixel of a map into arrays and adds up what is in them. */
final class ReadingJob implements Job {
    private final ContactMap map;
    private final SyntheticMap source;
    private final MapPass pass;

    ReadingJob(ContactMap map, SyntheticMap source, int threads) throws IOException {
        this.map = map;
        this.source = source;
        this.pass = new MapPass(map, MapPass.allRows(map), threads);
    }

    /** What is in the map. */
    record Sums(long pixels, long bin2, long count) {}

    @Override
    public Sums run() throws IOException {
        LongAdder pixels = new LongAdder();
        LongAdder bin2 = new LongAdder();
        LongAdder count = new LongAdder();
        pass.run(() -> {
            int[] columns = new int[pass.longestRun()];
            double[] counts = new double[columns.length];
            return (reader, from, length) -> {
                reader.read(from, length, columns, counts);
                long columnSum = 0;
                double countSum = 0;
                for (int i = 0; i < length; i++) {
                    columnSum += columns[i];
                    countSum += counts[i];
                }
                pixels.add(length);
                bin2.add(columnSum);
                count.add((long) countSum);
            };
        });
        return new Sums(pixels.sum(), bin2.sum(), count.sum());
    }

    @Override
    public MapPass gate() throws IOException {
        Sums sums = run();
        try (PixelReader reader = map.pixelReader()) {
            Comparison comparison = new Comparison(reader, map.pixelCount(), map.bin1Offsets());
            source.forEachPixel(comparison::pixel);
            Answers.requireEqual("pixels", comparison.at, sums.pixels);
            Answers.requireEqual("sum of columns", comparison.bin2Sum, sums.bin2);
            Answers.requireEqual("sum of counts", comparison.countSum, sums.count);
        }
        return pass;
    }

    /** Holds every pixel read against the one that was written. */
    private static final class Comparison {
        private final PixelReader reader;
        private final long pixels;
        private final long[] offsets;
        private final int[] columns = new int[1 << 16];
        private final double[] counts = new double[columns.length];
        private long at;
        private long bin2Sum;
        private long countSum;

        Comparison(PixelReader reader, long pixels, long[] offsets) {
            this.reader = reader;
            this.pixels = pixels;
            this.offsets = offsets;
        }

        void pixel(int bin1, int bin2, int count) throws IOException {
            int i = (int) (at % columns.length);
            if (i == 0) {
                reader.read(at, (int) Math.min(columns.length, pixels - at), columns, counts);
            }
            boolean inRow = offsets[bin1] <= at && at < offsets[bin1 + 1];
            if (!inRow || columns[i] != bin2 || counts[i] != count) {
                throw new WrongAnswerException(
                        "pixel %d is not the one of row %d, column %d, count %d that was written"
                                .formatted(at, bin1, bin2, count));
            }
            at++;
            bin2Sum += bin2;
            countSum += count;
        }
    }
}
