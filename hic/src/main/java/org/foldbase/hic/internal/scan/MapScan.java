package org.foldbase.hic.internal.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.PixelReader;
import org.foldbase.hic.cooler.ScanProgress;

/**
 * One pass over the pixels of chosen rows of a map.
 *
 * <p>The pixel table is cut into pieces at multiples of its chunk size, so that a chunk is
 * decompressed once, and pieces without a wanted row are left out. Threads take pieces in order;
 * each fills sums of its own, which are folded in the order of the pieces. As the cut depends on
 * the file alone, the result has the same bits whatever the number of threads. A row that a cut
 * runs through is put together when its last piece is folded.
 */
public final class MapScan {
    private static final int PIECE_PIXELS = 1 << 18;

    /** What a thread sums over the rows of one piece. */
    public interface Sums {
        /**
         * Takes a row, whole: {@code bin2[from..to)} rises strictly, and {@code count} is finite.
         */
        void row(int bin1, int[] bin2, double[] count, int from, int to);
    }

    /** Takes the sums of the pieces, in the order of the file, never two at once. */
    @FunctionalInterface
    public interface Fold<S> {
        /**
         * Takes the sums of the next piece.
         *
         * @param rowsDone every wanted row before this one has now been folded
         */
        void accept(S sums, int rowsDone);
    }

    private MapScan() {}

    /**
     * Runs the pass.
     *
     * @param newSums makes the sums for one piece
     * @param fold takes them, in the order of the file
     * @throws CancellationException if {@code progress} or an interrupt ended it
     */
    public static <S extends Sums> void run(
            ContactMap map,
            long[] bin1Offsets,
            RowSet rows,
            int threads,
            Supplier<S> newSums,
            Fold<S> fold,
            ScanProgress progress)
            throws IOException {
        runInPieces(PIECE_PIXELS, map, bin1Offsets, rows, threads, newSums, fold, progress);
    }

    /** As {@link #run}, in pieces of the next multiple of the chunk size. */
    static <S extends Sums> void runInPieces(
            int leastPixels,
            ContactMap map,
            long[] bin1Offsets,
            RowSet rows,
            int threads,
            Supplier<S> newSums,
            Fold<S> fold,
            ScanProgress progress)
            throws IOException {
        new Pass<>(leastPixels, map, bin1Offsets, rows, newSums, fold, progress).run(threads);
    }

    private static final class Pass<S extends Sums> {
        private final ContactMap map;
        private final long[] offsets;
        private final RowSet rows;
        private final Supplier<S> newSums;
        private final Fold<S> fold;
        private final ScanProgress progress;
        private final RowCheck check;
        private final long piecePixels;
        private final long[] pieces;
        private final long pixelsInAll;

        private final AtomicInteger next = new AtomicInteger();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition turnChanged = lock.newCondition();
        private int turn;
        private volatile boolean stopped;
        private long pixelsDone;
        private RowFragment carried = RowFragment.NONE;

        Pass(
                int leastPixels,
                ContactMap map,
                long[] offsets,
                RowSet rows,
                Supplier<S> newSums,
                Fold<S> fold,
                ScanProgress progress) {
            this.map = map;
            this.offsets = offsets;
            this.rows = rows;
            this.newSums = newSums;
            this.fold = fold;
            this.progress = progress;
            this.check = new RowCheck(map);
            long chunk = Math.clamp(map.pixelChunkSize(), 1, Integer.MAX_VALUE / 4);
            this.piecePixels = chunk * Math.ceilDiv(leastPixels, chunk);
            this.pieces = wantedPieces();
            this.pixelsInAll = wantedPixels();
        }

        private long[] wantedPieces() {
            long[] wanted = new long[16];
            int size = 0;
            for (int s = 0; s < rows.count(); s++) {
                long from = offsets[rows.first(s)];
                long to = offsets[rows.end(s)];
                for (long piece = from / piecePixels; piece * piecePixels < to; piece++) {
                    if (size == 0 || wanted[size - 1] < piece) {
                        if (size == wanted.length) {
                            wanted = Arrays.copyOf(wanted, size * 2);
                        }
                        wanted[size++] = piece;
                    }
                }
            }
            return Arrays.copyOf(wanted, size);
        }

        private long wantedPixels() {
            long pixels = 0;
            for (int s = 0; s < rows.count(); s++) {
                pixels += offsets[rows.end(s)] - offsets[rows.first(s)];
            }
            return pixels;
        }

        void run(int threads) throws IOException {
            int workers = Math.clamp(pieces.length, 1, threads);
            List<Future<?>> running = new ArrayList<>(workers);
            try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
                for (int i = 0; i < workers; i++) {
                    running.add(
                            executor.submit(() -> {
                                work();
                                return workers;
                            }));
                }
                for (Future<?> worker : running) {
                    await(worker);
                }
            }
        }

        private void await(Future<?> worker) throws IOException {
            try {
                worker.get();
            } catch (InterruptedException e) {
                // Not stop(): a listener that waits holds the lock. Closing the executor, as this
                // thread is interrupted, interrupts the workers.
                stopped = true;
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case IOException io -> throw io;
                    case UncheckedIOException io -> throw io.getCause();
                    case RuntimeException unchecked -> throw unchecked;
                    case Error error -> throw error;
                    case null, default -> throw new IllegalStateException(e);
                }
            }
        }

        private void work() throws IOException, InterruptedException {
            try (PixelReader reader = map.pixelReader()) {
                PieceScan scan = new PieceScan(reader);
                for (int i = next.getAndIncrement();
                        i < pieces.length;
                        i = next.getAndIncrement()) {
                    S sums = newSums.get();
                    scan.run(pieces[i], sums);
                    if (!foldInTurn(i, sums, scan)) {
                        return;
                    }
                }
            } catch (IOException | RuntimeException | Error e) {
                stop();
                throw e;
            }
        }

        private boolean foldInTurn(int index, S sums, PieceScan scan)
                throws IOException, InterruptedException {
            lock.lockInterruptibly();
            try {
                while (turn != index && !stopped) {
                    turnChanged.await();
                }
                if (stopped) {
                    return false;
                }
                joinCutRow(sums, scan);
                fold.accept(sums, rowAt(scan.end, 0, map.binCount()));
                pixelsDone += scan.pixels;
                if (!progress.advance(pixelsDone, pixelsInAll)) {
                    throw new CancellationException("cancelled");
                }
                turn++;
                turnChanged.signalAll();
                return true;
            } finally {
                lock.unlock();
            }
        }

        private void joinCutRow(S sums, PieceScan scan) throws IOException {
            if (!scan.head.isEmpty()) {
                carried = carried.followedBy(scan.head);
                if (offsets[carried.bin1() + 1] <= scan.end) {
                    check.pass(
                            carried.bin1(),
                            carried.bin2(),
                            carried.count(),
                            0,
                            carried.bin2().length,
                            sums);
                    carried = RowFragment.NONE;
                }
            }
            if (!scan.tail.isEmpty()) {
                carried = scan.tail;
            }
        }

        /** The row that holds a pixel, or {@code high} if it comes after all rows below that. */
        private int rowAt(long pixel, int low, int high) {
            int first = low;
            int last = high;
            while (first < last) {
                int middle = (first + last) >>> 1;
                if (offsets[middle + 1] <= pixel) {
                    first = middle + 1;
                } else {
                    last = middle;
                }
            }
            return first;
        }

        private void stop() {
            lock.lock();
            try {
                stopped = true;
                turnChanged.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** One thread's reading of pieces. */
        private final class PieceScan {
            private final PixelReader reader;
            private final int[] bin2 =
                    new int[Math.toIntExact(Math.min(piecePixels, map.pixelCount()))];
            private final double[] count = new double[bin2.length];
            private RowFragment head = RowFragment.NONE;
            private RowFragment tail = RowFragment.NONE;
            private long end;
            private long pixels;

            PieceScan(PixelReader reader) {
                this.reader = reader;
            }

            void run(long piece, S sums) throws IOException {
                long start = piece * piecePixels;
                end = Math.min(start + piecePixels, map.pixelCount());
                head = RowFragment.NONE;
                tail = RowFragment.NONE;
                pixels = 0;
                for (int s = rows.firstEndingAfter(start, offsets);
                        s < rows.count() && offsets[rows.first(s)] < end;
                        s++) {
                    long from = Math.max(start, offsets[rows.first(s)]);
                    long to = Math.min(end, offsets[rows.end(s)]);
                    if (from < to) {
                        readStretch(start, from, to, s, sums);
                    }
                }
            }

            private void readStretch(long start, long from, long to, int stretch, S sums)
                    throws IOException {
                int length = Math.toIntExact(to - from);
                reader.read(from, length, bin2, count);
                pixels += length;
                int row = rowAt(from, rows.first(stretch), rows.end(stretch));
                for (long pixel = from; pixel < to; row++) {
                    long rowEnd = Math.min(offsets[row + 1], to);
                    int a = (int) (pixel - from);
                    int b = (int) (rowEnd - from);
                    if (offsets[row] < start) {
                        head = RowFragment.of(row, bin2, count, a, b);
                    } else if (offsets[row + 1] > end) {
                        tail = RowFragment.of(row, bin2, count, a, b);
                    } else if (b > a) {
                        check.pass(row, bin2, count, a, b, sums);
                    }
                    pixel = rowEnd;
                }
            }
        }
    }
}
