package org.foldbase.server.intake.internal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.foldbase.server.shared.Bytes;

/** Refuses text that would fill the memory, above all small files that unpack to huge ones. */
final class TextSize {

    private static final long MOST_BYTES = 4_000_000_000L;
    private static final int MOST_RATIO = 200;
    private static final long FREE_BYTES = 100_000_000;
    private static final int MOST_LINES = 5_000_000;

    private TextSize() {}

    /**
     * Reads a file, gzip or plain, as far as it may go.
     *
     * @param progress hears how far it is, from 0 to 1
     */
    static void require(Path file, DoubleConsumer progress) throws IOException, BadFileException {
        long packedBytes = Math.max(1, Files.size(file));
        long bytes = 0;
        long lines = 0;
        byte[] block = new byte[1 << 16];
        try (InputStream in = opened(file, done -> progress.accept((double) done / packedBytes))) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                bytes += count;
                for (int i = 0; i < count; i++) {
                    lines += block[i] == '\n' ? 1 : 0;
                }
                if (bytes > MOST_BYTES
                        || (bytes > FREE_BYTES && bytes / MOST_RATIO > packedBytes)) {
                    throw new BadFileException(
                            "%s unpack to more than %s; no file of regions is packed so densely"
                                    .formatted(Bytes.text(packedBytes), Bytes.text(bytes)));
                }
                if (lines > MOST_LINES) {
                    throw new BadFileException(
                            "There are more than %,d lines; split the file".formatted(MOST_LINES));
                }
            }
        } catch (EOFException | ZipException e) {
            // The reader of regions says what is wrong with it.
            return;
        }
    }

    private static InputStream opened(Path file, LongConsumer watcher) throws IOException {
        InputStream raw =
                new BufferedInputStream(new WatchedStream(Files.newInputStream(file), watcher));
        raw.mark(2);
        boolean gzip = raw.read() == 0x1F && raw.read() == 0x8B;
        raw.reset();
        return gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
    }
}
