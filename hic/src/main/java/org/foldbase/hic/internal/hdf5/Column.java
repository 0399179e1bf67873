package org.foldbase.hic.internal.hdf5;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A dataset of at most one dimension: its elements and where they are stored. Thread-safe. */
final class Column {
    /** Elements of a block in which unchunked data are read. */
    static final int BLOCK_ELEMENTS = 65_536;

    /** Elements that may be read at once although the file does not hold them: all fill value. */
    private static final long UNSTORED_ELEMENTS = 8L << 20;

    private static final int LARGEST_CHUNK = Integer.MAX_VALUE - 64;

    private final FileBytes file;
    private final String path;
    private final Datatype type;
    private final Dataspace space;
    private final Layout layout;
    private final Filters filters;
    private final byte[] fill;
    private final boolean external;
    private volatile @Nullable ChunkIndex index;

    private Column(ObjectHeader header) throws Hdf5Exception {
        this.file = header.file();
        this.path = header.path();
        this.type = Datatype.read(header.require(ObjectHeader.DATATYPE, "datatype"));
        this.space = Dataspace.read(header.require(ObjectHeader.DATASPACE, "dataspace"));
        this.layout = Layout.read(header.require(ObjectHeader.LAYOUT, "data layout"));
        Optional<Cursor> pipeline = header.find(ObjectHeader.FILTERS, "filter pipeline");
        this.filters = pipeline.isPresent() ? Filters.read(pipeline.get()) : Filters.NONE;
        this.fill = fillValue(header);
        this.external = header.has(ObjectHeader.EXTERNAL_FILES);
    }

    static Column read(ObjectHeader header) throws Hdf5Exception {
        return new Column(header);
    }

    FileBytes file() {
        return file;
    }

    String path() {
        return path;
    }

    Datatype type() {
        return type;
    }

    /** Elements. */
    long size() {
        return space.size();
    }

    /** Elements of a chunk, or of a block of unchunked data. */
    long chunkElements() {
        return layout instanceof Layout.Chunked chunked ? chunked.chunkElements() : BLOCK_ELEMENTS;
    }

    /** The value of elements that were never written; empty if it is zero. */
    byte[] fill() {
        return fill;
    }

    /** In words: {@code chunked 12208 × gzip+shuffle}. */
    String storage() {
        return switch (layout) {
            case Layout.Contiguous contiguous -> contiguous.compact() ? "compact" : "contiguous";
            case Layout.Chunked chunked ->
                    "chunked %d%s"
                            .formatted(
                                    chunked.chunkElements(),
                                    filters.isEmpty() ? "" : " × " + filters);
        };
    }

    ChunkDecoder decoder() throws Hdf5Exception {
        filters.requireSupported(path);
        return new ChunkDecoder(file, filters, type.size(), path);
    }

    /** Decodes a chunk that the index has at a slot. */
    void decode(ChunkIndex located, int slot, ChunkDecoder decoder) throws Hdf5Exception {
        int stored = located.storedSize(slot);
        int mask = located.mask(slot);
        if (layout instanceof Layout.Chunked chunked) {
            boolean edge = located.ordinal(slot) == size() / chunked.chunkElements();
            int bytes = (int) (chunked.chunkElements() * type.size());
            decoder.decode(
                    located.address(slot), stored, edge && chunked.plainEdge() ? -1 : mask, bytes);
        } else {
            decoder.decode(located.address(slot), stored, -1, stored);
        }
    }

    /** The index of the chunks, read once. */
    ChunkIndex index() throws Hdf5Exception {
        ChunkIndex known = index;
        if (known == null) {
            synchronized (this) {
                known = index;
                if (known == null) {
                    known = readIndex();
                    index = known;
                }
            }
        }
        return known;
    }

    private ChunkIndex readIndex() throws Hdf5Exception {
        if (space.rank() > 1) {
            throw new Hdf5Exception(
                    "%s has %d dimensions; only columns can be read".formatted(path, space.rank()));
        }
        if (external) {
            throw new Hdf5Exception(
                    "%s keeps its data in another file, which is not supported".formatted(path));
        }
        return switch (layout) {
            case Layout.Contiguous contiguous -> blocks(contiguous);
            case Layout.Chunked chunked -> {
                checkChunks(chunked);
                yield ChunkIndexLoader.load(file, chunked, size(), path);
            }
        };
    }

    private ChunkIndex blocks(Layout.Contiguous contiguous) throws Hdf5Exception {
        ChunkIndex.Builder blocks =
                new ChunkIndex.Builder(file, Math.ceilDiv(size(), BLOCK_ELEMENTS), path);
        long address = contiguous.address();
        if (address != FileBytes.UNDEFINED && size() > 0) {
            if (size() > contiguous.size() / type.size()) {
                throw new Hdf5Exception(
                        "%s has %d elements of %d bytes, but is stored in %d bytes"
                                .formatted(path, size(), type.size(), contiguous.size()));
            }
            file.check(address, size() * type.size(), "the data of " + path);
            for (long from = 0; from < size(); from += BLOCK_ELEMENTS) {
                long elements = Math.min(BLOCK_ELEMENTS, size() - from);
                long at = address + from * type.size();
                blocks.add(from / BLOCK_ELEMENTS, at, elements * type.size(), 0);
            }
        }
        return blocks.build();
    }

    private void checkChunks(Layout.Chunked chunked) throws Hdf5Exception {
        if (chunked.rank() != space.rank() || chunked.elementSize() != type.size()) {
            throw new Hdf5Exception(
                    "%s has %d dimensions of elements of %d bytes, but chunks of %d and %d"
                            .formatted(
                                    path,
                                    space.rank(),
                                    type.size(),
                                    chunked.rank(),
                                    chunked.elementSize()));
        }
        if (chunked.chunkElements() > LARGEST_CHUNK / type.size()) {
            throw new Hdf5Exception(
                    "%s has chunks of %d elements of %d bytes, more than can be read at once"
                            .formatted(path, chunked.chunkElements(), type.size()));
        }
    }

    /** The number of elements as an array's length, if the file can hold that many. */
    int wholeLength() throws Hdf5Exception {
        long most =
                UNSTORED_ELEMENTS + index().storedBytes() * filters.largestRatio() / type.size();
        if (size() > Math.min(most, Integer.MAX_VALUE - 8)) {
            throw new Hdf5Exception(
                    "%s claims %d elements, more than its %d stored bytes can hold or can be read at once"
                            .formatted(path, size(), index().storedBytes()));
        }
        return (int) size();
    }

    private byte[] fillValue(ObjectHeader header) throws Hdf5Exception {
        Optional<Cursor> message = header.find(ObjectHeader.FILL_VALUE, "fill value");
        byte[] value = new byte[0];
        if (message.isPresent()) {
            Cursor cursor = message.get();
            int version = cursor.u8();
            boolean given;
            if (version == 1 || version == 2) {
                cursor.skip(2);
                given = cursor.u8() != 0 || version == 1;
            } else if (version == 3) {
                given = (cursor.u8() & 0x20) != 0;
            } else {
                throw cursor.invalid("a fill value of version %d".formatted(version));
            }
            value = given ? cursor.bytes(cursor.u32()) : value;
        } else {
            Optional<Cursor> old = header.find(ObjectHeader.OLD_FILL_VALUE, "fill value");
            value = old.isPresent() ? old.get().bytes(old.get().u32()) : value;
        }
        if (value.length != 0 && value.length != type.size()) {
            throw new Hdf5Exception(
                    "%s has elements of %d bytes, but a fill value of %d"
                            .formatted(path, type.size(), value.length));
        }
        return value;
    }
}
