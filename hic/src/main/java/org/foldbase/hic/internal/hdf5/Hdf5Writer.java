package org.foldbase.hic.internal.hdf5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a new HDF5 file from front to back: first the data as it comes, then all headers, and the
 * superblock last. A file that was not {@linkplain #finish finished} therefore lacks HDF5's
 * signature, and no reader takes it for a whole one.
 *
 * <p>The format is the library's oldest (superblock 0, version 1 headers, symbol tables, B-trees):
 * it is what h5py writes by default, so every reader of contact maps knows it, and it needs no
 * checksums.
 */
public final class Hdf5Writer implements AutoCloseable {
    private static final int SUPERBLOCK_BYTES = 96;
    private static final byte[] SIGNATURE = {
        (byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n',
    };

    private final FileChannel channel;
    private final BlockWriter file;
    private final ChunkWriter chunks = new ChunkWriter();
    private final GroupWriter root;

    private Hdf5Writer(FileChannel channel) {
        this.channel = channel;
        this.file = new BlockWriter(channel);
        file.reserve(SUPERBLOCK_BYTES);
        this.root = new GroupWriter("/", file, chunks);
    }

    /**
     * Begins a file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
     */
    public static Hdf5Writer create(Path path) throws IOException {
        return new Hdf5Writer(
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    public GroupWriter root() {
        return root;
    }

    /** Finishes all columns and makes the file a whole one; nothing can be added after. */
    public void finish() throws IOException {
        HeapWriter heap = new HeapWriter(file);
        long rootAddress = root.writeHeader(file, heap);
        heap.flush();
        BytesWriter superblock =
                new BytesWriter()
                        .put(SIGNATURE)
                        .zeros(5)
                        .put1(Long.BYTES)
                        .put1(Long.BYTES)
                        .put1(0)
                        .put2(GroupWriter.LEAF_K)
                        .put2(GroupWriter.INTERNAL_K)
                        .put4(0)
                        .put8(0)
                        .put8(BlockWriter.UNDEFINED)
                        .put8(file.endOfFile())
                        .put8(BlockWriter.UNDEFINED);
        root.putRootEntry(rootAddress, superblock);
        file.write(0, superblock.toBuffer());
    }

    @Override
    public void close() throws IOException {
        try (channel;
                chunks) {
            // Both are closed whatever happens to the other.
        }
    }
}
