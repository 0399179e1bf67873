package org.foldbase.hic.internal.hdf5;

import java.util.zip.Deflater;

/**
 * How a column's elements lie in the file.
 *
 * @param chunkElements elements in a chunk, or 0 for one contiguous run
 * @param shuffle whether the bytes of a chunk are sorted by significance before compression
 * @param gzipLevel 0 for no compression, up to 9
 */
public record Hdf5WriterLayout(int chunkElements, boolean shuffle, int gzipLevel) {
    public Hdf5WriterLayout {
        if (chunkElements < 0 || gzipLevel < 0 || gzipLevel > Deflater.BEST_COMPRESSION) {
            throw new IllegalArgumentException(
                    "chunks of %d elements at gzip level %d: at least 0 elements and levels 0 to 9 are possible"
                            .formatted(chunkElements, gzipLevel));
        }
        if (chunkElements == 0 && (shuffle || gzipLevel > 0)) {
            throw new IllegalArgumentException(
                    "a contiguous column can be neither shuffled nor compressed");
        }
    }

    /**
     * One uncompressed run. The column is held in memory until it is finished, because HDF5 needs
     * the run in one piece.
     */
    public static Hdf5WriterLayout contiguous() {
        return new Hdf5WriterLayout(0, false, 0);
    }

    /** Chunks with shuffle and gzip at level 6, as cooler writes them. */
    public static Hdf5WriterLayout chunked(int chunkElements) {
        return new Hdf5WriterLayout(chunkElements, true, 6);
    }

    boolean isContiguous() {
        return chunkElements == 0;
    }
}
