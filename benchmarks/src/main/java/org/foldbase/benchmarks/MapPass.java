package org.foldbase.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.PixelReader;

/**
 * Goes through the pixels of chosen rows with several threads, in the pieces in which the library
 * takes them: runs of whole chunks of at least 2<sup>18</sup> pixels.
 */
final class MapPass {
    static final int PIECE_PIXELS = 1 << 18;

    private final ContactMap map;
    private final int threads;
    private final long piecePixels;
    private final List<List<Run>> pieces = new ArrayList<>();

    private record Run(long from, int length) {}

    /** What is done to a run of pixels; each thread has one of its own. */
    interface Work {
        void run(PixelReader reader, long from, int length) throws IOException;
    }

    /**
     * @param rows wanted rows
     */
    MapPass(ContactMap map, BitSet rows, int threads) throws IOException {
        this.map = map;
        this.threads = threads;
        long chunk = map.pixelChunkSize();
        this.piecePixels = chunk * Math.ceilDiv(PIECE_PIXELS, chunk);
        cut(rows, map.bin1Offsets());
    }

    private void cut(BitSet rows, long[] offsets) {
        long lastPiece = -1;
        for (int row = rows.nextSetBit(0); row >= 0; ) {
            int end = rows.nextClearBit(row);
            long from = offsets[row];
            while (from < offsets[end]) {
                long piece = from / piecePixels;
                long to = Math.min(offsets[end], (piece + 1) * piecePixels);
                if (piece != lastPiece) {
                    pieces.add(new ArrayList<>());
                    lastPiece = piece;
                }
                pieces.getLast().add(new Run(from, Math.toIntExact(to - from)));
                from = to;
            }
            row = rows.nextSetBit(end);
        }
    }

    static BitSet allRows(ContactMap map) {
        BitSet rows = new BitSet();
        rows.set(0, map.binCount());
        return rows;
    }

    /** The most pixels of a run. */
    int longestRun() {
        return Math.toIntExact(Math.min(piecePixels, map.pixelCount()));
    }

    /** Decompresses the chunks that hold the pixels and does nothing with them. */
    void decompress() throws IOException {
        run(() -> PixelReader::decompressOnly);
    }

    /**
     * @param newWork makes the work of one thread
     */
    void run(Callable<Work> newWork) throws IOException {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>(threads);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                running.add(
                        executor.submit(() -> {
                            work(newWork.call(), next);
                            return threads;
                        }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("a pass over %s failed".formatted(map.uri()), e.getCause());
        }
    }

    private void work(Work work, AtomicInteger next) throws IOException {
        try (PixelReader reader = map.pixelReader()) {
            for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
                for (Run run : pieces.get(i)) {
                    work.run(reader, run.from, run.length);
                }
            }
        }
    }
}
