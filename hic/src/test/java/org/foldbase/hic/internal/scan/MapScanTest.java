package org.foldbase.hic.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerException;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.testing.BuiltMap.Pixel;
import org.foldbase.hic.testing.RawCooler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes over maps whose rows are cut by chunks and pieces in every way. */
class MapScanTest {
    @TempDir Path dir;

    /** Rows as they were handed on, by row. */
    private static final class Rows implements MapScan.Sums {
        private final Map<Integer, Map<Integer, Double>> pixels = new TreeMap<>();

        @Override
        public void row(int bin1, int[] bin2, double[] count, int from, int to) {
            Map<Integer, Double> row = new TreeMap<>();
            for (int i = from; i < to; i++) {
                assertThat(i == from || bin2[i - 1] < bin2[i]).as("row %d rises", bin1).isTrue();
                row.put(bin2[i], count[i]);
            }
            assertThat(pixels.put(bin1, row)).as("row %d comes once", bin1).isNull();
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyWantedRowComesWholeAndOnceHoweverTheFileIsCut(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int bins = 1 + random.nextInt(40);
        List<Pixel> pixels = randomPixels(random, bins);
        Path path = RawCooler.bins(bins).pixels(pixels).chunk(1 + random.nextInt(30)).write(dir);
        try (CoolerFile file = CoolerFile.open(path)) {
            ContactMap map = file.map();
            for (int pass = 0; pass < 10; pass++) {
                int stretches = random.nextInt(4);
                int[] firsts = random.ints(stretches, 0, bins + 1).toArray();
                int[] ends = random.ints(stretches, 0, bins + 1).toArray();
                int leastPixels = 1 + random.nextInt(60);
                int threads = 1 + random.nextInt(4);
                assertPass(map, pixels, firsts, ends, leastPixels, threads);
            }
        }
    }

    private static void assertPass(
            ContactMap map, List<Pixel> pixels, int[] firsts, int[] ends, int least, int threads)
            throws IOException {
        Map<Integer, Map<Integer, Double>> wanted = new TreeMap<>();
        long wantedPixels = 0;
        for (Pixel pixel : pixels) {
            boolean inside =
                    IntStream.range(0, firsts.length)
                            .anyMatch(s -> firsts[s] <= pixel.bin1() && pixel.bin1() < ends[s]);
            if (inside) {
                wanted.computeIfAbsent(pixel.bin1(), _ -> new TreeMap<>())
                        .merge(pixel.bin2(), pixel.count(), Double::sum);
                wantedPixels++;
            }
        }
        Rows all = new Rows();
        List<Integer> rowsDone = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        Set<Long> totals = new HashSet<>();
        MapScan.runInPieces(
                least,
                map,
                map.bin1Offsets(),
                RowSet.union(firsts, ends),
                threads,
                Rows::new,
                (piece, before) -> {
                    assertThat(Collections.disjoint(all.pixels.keySet(), piece.pixels.keySet()))
                            .isTrue();
                    all.pixels.putAll(piece.pixels);
                    rowsDone.add(before);
                    List<Integer> ready = wanted.keySet().stream().filter(r -> r < before).toList();
                    assertThat(all.pixels.keySet().containsAll(ready)).isTrue();
                },
                (pixelsDone, pixelsInAll) -> {
                    done.add(pixelsDone);
                    totals.add(pixelsInAll);
                    return true;
                });
        assertThat(all.pixels).isEqualTo(wanted);
        assertThat(rowsDone).isSorted();
        assertThat(done).isSorted();
        if (wantedPixels > 0) {
            assertThat(totals).containsExactly(wantedPixels);
            assertThat(done.getLast()).isEqualTo(wantedPixels);
        }
    }

    /** Rows of any length, none in order, many pixels twice or more. */
    private static List<Pixel> randomPixels(SplittableRandom random, int bins) {
        List<Pixel> pixels = new ArrayList<>();
        for (int row = 0; row < bins; row++) {
            int size = random.nextInt(3) == 0 ? 0 : random.nextInt(60);
            boolean sorted = random.nextBoolean();
            int[] columns = random.ints(size, row, bins).toArray();
            if (sorted) {
                columns = Arrays.stream(columns).sorted().distinct().toArray();
            }
            for (int column : columns) {
                pixels.add(new Pixel(row, column, 1 + random.nextInt(9)));
            }
        }
        return pixels;
    }

    @Test
    void oneRowMaySpanManyPieces() throws IOException {
        List<Pixel> row = IntStream.range(0, 500).mapToObj(i -> new Pixel(0, i, i)).toList();
        Path path = RawCooler.bins(500).pixels(row).chunk(7).write(dir);
        try (CoolerFile file = CoolerFile.open(path)) {
            ContactMap map = file.map();
            for (int threads = 1; threads <= 4; threads++) {
                assertPass(map, row, new int[] {0}, new int[] {500}, 1, threads);
            }
        }
    }

    @Test
    void aRowWithoutOrderIsSortedAndItsRepeatsSummed() throws IOException {
        Path path =
                RawCooler.bins(4)
                        .pixels(
                                List.of(
                                        new Pixel(0, 3, 1),
                                        new Pixel(0, 1, 2),
                                        new Pixel(0, 3, 4),
                                        new Pixel(0, 1, 8),
                                        new Pixel(0, 2, 16)))
                        .write(dir);
        Rows rows = new Rows();
        scan(path, 1, rows);
        assertThat(rows.pixels).isEqualTo(Map.of(0, Map.of(1, 10.0, 2, 16.0, 3, 5.0)));
    }

    @Test
    void aPixelBelowTheDiagonalOfAnUpperMapIsRefused() throws IOException {
        assertRefused(
                RawCooler.bins(4).pixels(List.of(new Pixel(1, 2, 1), new Pixel(2, 1, 1))),
                "row 2 has a pixel in column 1, below the diagonal of a symmetric-upper map");
    }

    @Test
    void aColumnOutsideTheMapIsRefused() throws IOException {
        assertRefused(
                RawCooler.bins(4).pixels(List.of(new Pixel(1, 2, 1), new Pixel(1, 4, 1))),
                "row 1 has a pixel in column 4 of 4 bins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"symmetric-upper", "square"})
    void aColumnBelowZeroIsRefused(String storageMode) throws IOException {
        assertRefused(
                RawCooler.bins(4)
                        .attribute("storage-mode", storageMode)
                        .pixels(List.of(new Pixel(1, -1, 1), new Pixel(1, 2, 1))),
                "row 1 has a pixel in column -1 of 4 bins");
    }

    @Test
    void aPixelBelowTheDiagonalOfASquareMapIsRead() throws IOException {
        Path path =
                RawCooler.bins(4)
                        .attribute("storage-mode", "square")
                        .pixels(List.of(new Pixel(2, 0, 1), new Pixel(2, 3, 5)))
                        .write(dir);
        Rows rows = new Rows();
        scan(path, 2, rows);
        assertThat(rows.pixels).isEqualTo(Map.of(2, Map.of(0, 1.0, 3, 5.0)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aCountThatIsNoNumberIsRefused(double count) throws IOException {
        assertRefused(
                RawCooler.bins(4).pixels(List.of(new Pixel(1, 2, 1), new Pixel(1, 3, count))),
                "the pixel in row 1, column 3 has the count " + count);
    }

    @Test
    void aBadPixelOutsideTheWantedRowsIsNotLookedAt() throws IOException {
        Path path =
                RawCooler.bins(4)
                        .pixels(List.of(new Pixel(0, 2, 7), new Pixel(3, 9, Double.NaN)))
                        .write(dir);
        try (CoolerFile file = CoolerFile.open(path)) {
            Rows all = new Rows();
            MapScan.run(
                    file.map(),
                    file.map().bin1Offsets(),
                    RowSet.union(new int[] {0}, new int[] {3}),
                    1,
                    Rows::new,
                    (piece, _) -> all.pixels.putAll(piece.pixels),
                    ScanProgress.NONE);
            assertThat(all.pixels).isEqualTo(Map.of(0, Map.of(2, 7.0)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aReaderThatFailsEndsThePassAndLeavesNoThread(int threads) throws IOException {
        List<Pixel> pixels = diagonal(200);
        long[] bin2 = pixels.stream().mapToLong(Pixel::bin2).toArray();
        bin2[150] = 1L << 40;
        Path path =
                RawCooler.bins(200)
                        .pixels(pixels)
                        .column("pixels/bin2_id", bin2)
                        .chunk(5)
                        .write(dir);
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        assertThatExceptionOfType(CoolerException.class)
                .isThrownBy(() -> scan(path, threads, new Rows()))
                .withMessage(
                        "%s: element 150 of /pixels/bin2_id is outside the range of int"
                                .formatted(path));
        Set<Thread> after = new HashSet<>(Thread.getAllStackTraces().keySet());
        after.removeAll(before);
        assertThat(after.stream().filter(t -> t.getName().startsWith("pool-"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aPassThatItsListenerEndsFoldsNoMore(int threads) throws IOException {
        Path path = RawCooler.bins(200).pixels(diagonal(200)).chunk(5).write(dir);
        AtomicInteger heard = new AtomicInteger();
        AtomicInteger folded = new AtomicInteger();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(scanning(path, threads, folded, (_, _) -> heard.incrementAndGet() < 3))
                .withMessage("cancelled");
        assertThat(heard).hasValue(3);
        assertThat(folded).hasValue(3);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anInterruptEndsThePassAndStaysSet(int threads) throws IOException {
        Path path = RawCooler.bins(200).pixels(diagonal(200)).chunk(5).write(dir);
        Thread caller = Thread.currentThread();
        AtomicInteger folded = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        ScanProgress interrupting =
                (_, _) -> {
                    caller.interrupt();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(scanning(path, threads, folded, interrupting))
                .withMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue(); // and cleared for the next test
        assertThat(folded).hasValue(1);
    }

    private static ThrowingCallable scanning(
            Path path, int threads, AtomicInteger folded, ScanProgress progress) {
        return () -> {
            try (CoolerFile file = CoolerFile.open(path)) {
                MapScan.runInPieces(
                        5,
                        file.map(),
                        file.map().bin1Offsets(),
                        RowSet.union(new int[] {0}, new int[] {200}),
                        threads,
                        Rows::new,
                        (_, _) -> folded.incrementAndGet(),
                        progress);
            }
        };
    }

    private static List<Pixel> diagonal(int bins) {
        return IntStream.range(0, bins).mapToObj(i -> new Pixel(i, i, 1)).toList();
    }

    private static void scan(Path path, int threads, Rows into) throws IOException {
        try (CoolerFile file = CoolerFile.open(path)) {
            ContactMap map = file.map();
            MapScan.runInPieces(
                    1,
                    map,
                    map.bin1Offsets(),
                    RowSet.union(new int[] {0}, new int[] {map.binCount()}),
                    threads,
                    Rows::new,
                    (piece, _) -> into.pixels.putAll(piece.pixels),
                    ScanProgress.NONE);
        }
    }

    private void assertRefused(RawCooler raw, String why) throws IOException {
        Path path = raw.write(dir);
        assertThatExceptionOfType(CoolerException.class)
                .isThrownBy(() -> scan(path, 2, new Rows()))
                .withMessage("%s: %s".formatted(path, why));
        Files.delete(path);
    }
}
