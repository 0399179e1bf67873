package org.foldbase.server.intake.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes were read, after each block of them. */
final class WatchedStream extends FilterInputStream {

    private final LongConsumer watcher;
    private long done;

    WatchedStream(InputStream in, LongConsumer watcher) {
        super(in);
        this.watcher = watcher;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] block, int offset, int length) throws IOException {
        int count = super.read(block, offset, length);
        if (count > 0) {
            done += count;
            watcher.accept(done);
        }
        return count;
    }
}
