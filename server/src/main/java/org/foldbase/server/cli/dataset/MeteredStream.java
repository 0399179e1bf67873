package org.foldbase.server.cli.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.foldbase.server.cli.console.ProgressMeter.Meter;

/** Tells a meter how far a file is read. */
final class MeteredStream extends FilterInputStream {

    private final Meter meter;
    private final long inAll;
    private long done;

    MeteredStream(InputStream in, long done, long inAll, Meter meter) {
        super(in);
        this.meter = meter;
        this.inAll = inAll;
        this.done = done;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] block, int offset, int length) throws IOException {
        int count = super.read(block, offset, length);
        done += Math.max(0, count);
        meter.at(done, inAll);
        return count;
    }
}
