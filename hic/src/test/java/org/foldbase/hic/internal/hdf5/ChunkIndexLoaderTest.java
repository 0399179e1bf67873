package org.foldbase.hic.internal.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The B-tree of version 2, which the HDF5 library writes for no column, only for matrices. */
class ChunkIndexLoaderTest {
    private static final int LEAF = 100;
    private static final int DATA = 400;

    @Test
    void aBTree2FindsFilteredChunks() throws Hdf5Exception {
        ByteBuffer bytes = tree(new long[] {0, 2, 3});
        ChunkIndex index = load(bytes);
        assertThat(index.storedBytes()).isEqualTo(30);
        assertThat(index.find(1)).isNegative();
        assertThat(index.find(0)).isEqualTo(0);
        assertThat(index.find(3)).isEqualTo(2);
        assertThat(index.address(index.find(2))).isEqualTo(DATA + 10);
        assertThat(index.storedSize(index.find(2))).isEqualTo(10);
        assertThat(index.mask(index.find(2))).isEqualTo(1);
    }

    @Test
    void aChunkThatComesTwiceIsRefused() {
        assertThatThrownBy(() -> load(tree(new long[] {0, 2, 2})))
                .isInstanceOf(Hdf5Exception.class)
                .hasMessage("the chunk index of /x is damaged: chunk 2 comes after chunk 2");
    }

    @Test
    void aChunkOutsideTheFileIsRefused() {
        ByteBuffer bytes = tree(new long[] {0, 1, 2});
        bytes.putLong(LEAF + 6, 495);
        seal(bytes, LEAF, 6 + 3 * 22);
        assertThatThrownBy(() -> load(bytes))
                .isInstanceOf(Hdf5Exception.class)
                .hasMessage(
                        "a chunk of /x (10 bytes at byte 495) lies outside the file of 500 bytes");
    }

    @Test
    void aWrongChecksumIsRefused() {
        ByteBuffer bytes = tree(new long[] {0, 1, 2});
        bytes.put(LEAF + 20, (byte) 99);
        assertThatThrownBy(() -> load(bytes))
                .isInstanceOf(Hdf5Exception.class)
                .hasMessage(
                        "the chunk index of /x at byte 100 is damaged: its checksum does not match");
    }

    private static ChunkIndex load(ByteBuffer bytes) throws Hdf5Exception {
        FileBytes file = new FileBytes(MemorySegment.ofBuffer(bytes.rewind()), 0, 8, 8, true);
        Layout.Chunked layout = new Layout.Chunked(1, 5, 8, Layout.Index.B_TREE_2, 0, 0, 0, false);
        return ChunkIndexLoader.load(file, layout, 20, "/x");
    }

    /** A header, and a leaf with a record of 22 bytes for each chunk. */
    private static ByteBuffer tree(long[] chunks) {
        ByteBuffer bytes = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("BTHD".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) 11);
        bytes.putInt(200).putShort((short) 22).putShort((short) 0).putShort((short) 0);
        bytes.putLong(LEAF).putShort((short) chunks.length).putLong(chunks.length);
        seal(bytes, 0, bytes.position());
        bytes.position(LEAF);
        bytes.put("BTLF".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) 11);
        for (int i = 0; i < chunks.length; i++) {
            bytes.putLong(DATA + 10L * i).putShort((short) 10).putInt(1).putLong(chunks[i]);
        }
        seal(bytes, LEAF, bytes.position() - LEAF);
        return bytes;
    }

    private static void seal(ByteBuffer bytes, int from, int length) {
        byte[] part = new byte[length];
        bytes.get(from, part);
        bytes.putInt(from + length, Checksum.lookup3(part));
    }
}
