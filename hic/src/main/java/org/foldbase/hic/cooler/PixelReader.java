package org.foldbase.hic.cooler;

import java.io.IOException;
import org.foldbase.hic.internal.hdf5.ColumnReader;

/**
 * Reads runs of pixels: for pixels {@code from} to {@code from + length} their bin2_id and count.
 * Their bin1_id is not read: {@link ContactMap#bin1Offsets()} gives it. Not for use by several
 * threads at once; runs in rising order decode each chunk of the file once.
 */
public final class PixelReader implements AutoCloseable {
    private final String where;
    private final ColumnReader bin2;
    private final ColumnReader count;

    PixelReader(String where, ColumnReader bin2, ColumnReader count) {
        this.where = where;
        this.bin2 = bin2;
        this.count = count;
    }

    /**
     * Puts the run's column bins into {@code bin2Into} and its counts into {@code countInto}, both
     * from index 0.
     *
     * @throws CoolerException if the file is damaged there
     */
    public void read(long from, int length, int[] bin2Into, double[] countInto) throws IOException {
        try {
            bin2.readInts(from, length, bin2Into, 0);
            count.readDoubles(from, length, countInto, 0);
        } catch (IOException e) {
            throw new CoolerException("%s: %s".formatted(where, e.getMessage()), e);
        }
    }

    /** Decompresses what {@link #read} would, and nothing else: the floor of its cost. */
    public void decompressOnly(long from, int length) throws IOException {
        bin2.inflateOnly(from, length);
        count.inflateOnly(from, length);
    }

    @Override
    public void close() {
        bin2.close();
        count.close();
    }
}
