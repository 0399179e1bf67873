package org.foldbase.hic.internal.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5FileTest {
    @TempDir Path folder;

    private Hdf5File earliest;
    private Hdf5File latest;
    private Hdf5File indexes;

    @BeforeEach
    void open() throws IOException {
        earliest = Hdf5File.open(Fixture.path("earliest.h5"));
        latest = Hdf5File.open(Fixture.path("latest.h5"));
        indexes = Hdf5File.open(Fixture.path("indexes.h5"));
    }

    @AfterEach
    void close() {
        earliest.close();
        latest.close();
        indexes.close();
    }

    @Test
    void anEmptyFileIsRefusedWithItsSize() {
        refused(new byte[0], "not an HDF5 file: it is empty (0 bytes)");
    }

    @Test
    void aFolderIsRefusedAsOne() {
        fails(() -> Hdf5File.open(folder), "a directory, not a file");
    }

    @Test
    void aDeviceIsRefusedWithoutReadingIt() {
        Path device = Path.of("/dev/zero");
        assumeThat(device).exists();
        fails(() -> Hdf5File.open(device), "a pipe or a device; HDF5 is read in many places");
    }

    @Test
    void aGzipFileIsToBeDecompressed() {
        refused(new byte[] {0x1f, (byte) 0x8b, 8, 0}, "compressed with gzip; decompress it");
    }

    @Test
    void textIsNotAnHdf5File() {
        refused(
                "chr1\t0\t100\n".getBytes(StandardCharsets.UTF_8),
                "not an HDF5 file (no HDF5 signature)");
    }

    @Test
    void aTruncatedFileIsRefusedWithBothSizes() throws IOException {
        byte[] whole = Files.readAllBytes(Fixture.path("latest.h5"));
        refused(
                Arrays.copyOf(whole, whole.length - 100),
                "the file is truncated: it has %d bytes, and its superblock says %d"
                        .formatted(whole.length - 100, whole.length));
    }

    @Test
    void aDamagedObjectHeaderIsFoundByItsChecksum() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixture.path("latest.h5"));
        bytes[48 + 30] ^= 1;
        refused(bytes, "the object header of / at byte 48 is damaged: its checksum does not match");
    }

    @Test
    void aMissingFileIsTheFileSystemsError() {
        assertThatThrownBy(() -> Hdf5File.open(folder.resolve("absent")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void softLinksLeadToTheirTargets() throws IOException {
        for (Hdf5File file : new Hdf5File[] {earliest, latest}) {
            Hdf5Group links = file.root().group("links").orElseThrow();
            double[] target =
                    file.root().dataset("unchunked/contiguous").orElseThrow().readDoubles();
            for (String name : new String[] {"hard", "soft", "soft_relative"}) {
                Hdf5Dataset found = links.dataset(name).orElseThrow();
                assertThat(found.readDoubles()).isEqualTo(target);
                assertThat(found.path()).isEqualTo("/links/" + name);
            }
            assertThat(links.dataset("soft_group/fixed")).isPresent();
            assertThat(links.group("up").orElseThrow().names()).isEqualTo(file.root().names());
        }
    }

    @Test
    void brokenAndExternalLinksAreAbsent() throws IOException {
        for (Hdf5File file : new Hdf5File[] {earliest, latest}) {
            Hdf5Group links = file.root().group("links").orElseThrow();
            assertThat(links.names()).contains("broken").doesNotContain("external");
            assertThat(links.dataset("broken")).isEmpty();
            assertThat(links.group("external")).isEmpty();
        }
    }

    @Test
    void aCircleOfSoftLinksIsAnError() throws IOException {
        Hdf5Group links = earliest.root().group("links").orElseThrow();
        fails(() -> links.dataset("circle_a"), "more than 128 links away");
    }

    @Test
    void aPathOfTheWrongKindIsAbsent() throws IOException {
        assertThat(earliest.root().group("text/fixed")).isEmpty();
        assertThat(earliest.root().dataset("text")).isEmpty();
        assertThat(earliest.root().dataset("text/fixed/deeper")).isEmpty();
        assertThat(earliest.root().dataset("nothing/here")).isEmpty();
        assertThat(earliest.root().dataset("/text//fixed")).isPresent();
    }

    @Test
    void storageIsToldInWords() throws IOException {
        assertThat(chunked("gzip_shuffle_i8").storage()).isEqualTo("chunked 150 × gzip+shuffle");
        assertThat(chunked("lzf").storage()).isEqualTo("chunked 256 × lzf");
        assertThat(chunked("all_three").storage())
                .isEqualTo("chunked 256 × gzip+shuffle+fletcher32");
        assertThat(chunked("plain").storage()).isEqualTo("chunked 4");
        Hdf5Dataset contiguous = earliest.root().dataset("unchunked/contiguous").orElseThrow();
        assertThat(contiguous.storage()).isEqualTo("contiguous");
        assertThat(contiguous.storedBytes()).isEqualTo(800);
        assertThat(contiguous.chunkSize()).isEqualTo(65_536);
        Hdf5Dataset compact = latest.root().dataset("unchunked/compact").orElseThrow();
        assertThat(compact.storage()).isEqualTo("compact");
    }

    @Test
    void elementsThatWereNeverWrittenTakeNoBytes() throws IOException {
        assertThat(chunked("never_written").storedBytes()).isZero();
        assertThat(chunked("missing_chunks").storedBytes()).isEqualTo(160);
    }

    @Test
    void aNumberBeyondIntIsNamed() throws IOException {
        Hdf5Dataset dataset = earliest.root().dataset("numbers/beyond_int").orElseThrow();
        fails(dataset::readInts, "element 2 of /numbers/beyond_int is outside the range of int");
        Hdf5Dataset unsigned = earliest.root().dataset("numbers/beyond_long").orElseThrow();
        fails(
                unsigned::readLongs,
                "element 1 of /numbers/beyond_long is outside the range of long");
    }

    @Test
    void whatCannotBeReadSaysSo() throws IOException {
        fails(chunked("scale_offset")::readInts, "the filter scale-offset (id 6)");
        fails(chunked("matrix")::readDoubles, "/chunked/matrix has 2 dimensions");
        fails(chunked("names")::readInts, "/chunked/names does not hold numbers");
        fails(chunked("gzip")::readStrings, "/chunked/gzip does not hold text");
        fails(chunked("gzip_shuffle_f8")::readInts, "does not hold integers");
        Hdf5Dataset compound = earliest.root().dataset("enums/compound").orElseThrow();
        assertThat(compound.type()).isEqualTo(Hdf5Type.OTHER);
        fails(compound::readDoubles, "/enums/compound does not hold numbers");
        Hdf5Dataset matrix = indexes.root().dataset("b_tree_2").orElseThrow();
        fails(matrix::readDoubles, "/b_tree_2 has 2 dimensions");
    }

    @Test
    void aRunOutsideTheColumnIsAnError() throws IOException {
        try (ColumnReader reader = chunked("gzip").reader()) {
            int[] into = new int[500];
            fails(
                    () -> reader.readInts(390, 11, into, 0),
                    "/chunked/gzip has 400 elements; 11 from 390 on were asked for");
            fails(() -> reader.readInts(-1, 1, into, 0), "were asked for");
            fails(() -> reader.inflateOnly(Long.MAX_VALUE, 1), "were asked for");
            assertThatThrownBy(() -> reader.readInts(0, 10, into, 495))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void inflatingWithoutReadingChecksTheChunks() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixture.path("indexes.h5"));
        try (Hdf5File sound = copy(bytes);
                ColumnReader reader = reader(sound, "single_filtered")) {
            reader.inflateOnly(0, 100);
        }
        int chunk = indexOf(bytes, new byte[] {0x78, 0x5e}); // where a zlib stream begins
        bytes[chunk] ^= 0x40;
        try (Hdf5File damaged = copy(bytes);
                ColumnReader reader = reader(damaged, "single_filtered")) {
            fails(
                    () -> reader.inflateOnly(0, 100),
                    "a chunk of /single_filtered at byte %d is not a gzip stream".formatted(chunk));
        }
    }

    @Test
    void aChangedByteFailsTheFletcherChecksum() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixture.path("latest.h5"));
        byte[] start = new byte[24]; // 0, 37 and 74, the first values of every column
        start[8] = 37;
        start[16] = 74;
        for (int at = 0; (at = indexOf(bytes, start, at)) >= 0; at++) {
            bytes[at + 8]++;
        }
        try (Hdf5File file = copy(bytes)) {
            Hdf5Dataset dataset = file.root().dataset("chunked/fletcher32").orElseThrow();
            fails(dataset::readInts, "does not match its checksum");
        }
    }

    @Test
    void aColumnThatClaimsMoreThanTheFileHoldsIsRefusedBeforeMemoryIsTaken() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixture.path("earliest.h5"));
        byte[] extent = new byte[8]; // of /chunked/never_written: 5000
        extent[0] = (byte) (5000 & 0xff);
        extent[1] = 5000 >> 8;
        int at = indexOf(bytes, extent);
        bytes[at + 5] = 1; // 2^40 more
        bytes[at + 13] = 1;
        try (Hdf5File file = copy(bytes)) {
            Hdf5Dataset dataset = file.root().dataset("chunked/never_written").orElseThrow();
            assertThat(dataset.size()).isEqualTo(5000 + (1L << 40));
            fails(dataset::readInts, "/chunked/never_written claims 1099511632776 elements");
            try (ColumnReader reader = dataset.reader()) {
                int[] into = new int[2];
                reader.readInts(1L << 40, 2, into, 0);
                assertThat(into).containsExactly(3, 3);
            }
        }
    }

    private Hdf5Dataset chunked(String name) throws IOException {
        return earliest.root().dataset("chunked/" + name).orElseThrow();
    }

    private static ColumnReader reader(Hdf5File file, String path) throws IOException {
        return file.root().dataset(path).orElseThrow().reader();
    }

    private Hdf5File copy(byte[] bytes) throws IOException {
        return Hdf5File.open(Files.write(folder.resolve("copy.h5"), bytes));
    }

    private void refused(byte[] bytes, String message) {
        assertThatThrownBy(() -> copy(bytes)).isInstanceOf(Hdf5Exception.class).hasMessage(message);
    }

    private static void fails(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(Hdf5Exception.class).hasMessageContaining(message);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        int at = indexOf(bytes, part, 0);
        assertThat(at).isNotNegative();
        return at;
    }

    private static int indexOf(byte[] bytes, byte[] part, int from) {
        for (int at = from; at <= bytes.length - part.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }
}
