package org.foldbase.hic.bed;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.foldbase.hic.bed.RegionFile.ReadOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What files are read, skipped in part, or refused as a whole. */
class RegionReadingTest {
    private static final byte[] TEXT = "chr1\t10\t20\nchr2\t30\t40\n".getBytes(UTF_8);
    private static final List<Region> REGIONS =
            List.of(
                    new Region("chr1", 10, 20, Strand.NONE, 1),
                    new Region("chr2", 30, 40, Strand.NONE, 2));

    @TempDir Path folder;

    @Test
    void aGzipFileIsToldByItsFirstBytesAndNotByItsName() throws IOException {
        assertThat(read(RegionText.gzip(TEXT)).regions()).isEqualTo(REGIONS);
    }

    @Test
    void allMembersOfAGzipFileAreRead() throws IOException {
        byte[] first = RegionText.gzip(Arrays.copyOf(TEXT, 14));
        byte[] second = RegionText.gzip(Arrays.copyOfRange(TEXT, 14, TEXT.length));
        byte[] empty = RegionText.gzip(new byte[0]);

        assertThat(read(joined(first, empty, second, empty, new byte[512])).regions())
                .isEqualTo(REGIONS);
    }

    @Test
    void aMemberMayHaveEveryHeaderFieldAsThoseOfBgzip() throws IOException {
        byte[] plain = RegionText.gzip(TEXT);
        byte[] header = HexFormat.of().parseHex("1f8b081e000000000003");
        byte[] fields = joined(new byte[] {2, 0, 9, 9}, "a\0b\0".getBytes(UTF_8), new byte[2]);
        byte[] withFields = joined(header, fields, Arrays.copyOfRange(plain, 10, plain.length));

        assertThat(read(joined(withFields, withFields)).count()).isEqualTo(4);
    }

    @Test
    void aGzipFileCutShortIsRefusedWhereverItIsCut() throws IOException {
        byte[] whole = joined(RegionText.gzip(TEXT), RegionText.gzip(TEXT));
        int half = whole.length / 2;
        for (int length = 3; length < whole.length; length++) {
            if (length != half) {
                assertRefused(
                        Arrays.copyOf(whole, length),
                        "sites.bed: the gzip data end in the middle; the file is cut short");
            }
        }
        assertThat(read(Arrays.copyOf(whole, half)).regions()).isEqualTo(REGIONS);
    }

    @Test
    void damagedGzipDataAreRefusedInTheSecondMemberToo() throws IOException {
        byte[] member = RegionText.gzip(TEXT);
        int end = member.length;
        String damaged = "sites.bed: the gzip data are damaged: ";

        assertRefused(joined(member, changed(member, end - 8)), damaged + "the checksum is wrong");
        assertRefused(joined(member, changed(member, end - 1)), damaged + "the length is wrong");
        assertRefused(
                joined(member, changed(member, 0)),
                damaged + "something else follows the compressed data");
        assertRefused(changed(member, 2), damaged + "the header is invalid");
        member[3] = (byte) 0x80;
        assertRefused(member, damaged + "the header has unknown flags");
        member[3] = 0;
        member[10] = 7;
        assertRefused(member, damaged + "the compressed data are invalid");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "894844460d0a1a0a00, 'an HDF5 file, such as a contact map'",
        "26fc8f88, a bigWig file",
        "888ffc26, a bigWig file",
        "ebf28987, a bigBed file",
        "8789f2eb, a bigBed file",
        "42414d01, a BAM file",
        "504b030414, a ZIP archive or a spreadsheet; save it as tab-separated text",
        "425a6839, 'compressed with bzip2; decompress it, or use gzip'",
        "fd377a585a00, 'compressed with xz; decompress it, or use gzip'",
        "28b52ffd, 'compressed with zstd; decompress it, or use gzip'",
    })
    void whatIsNotTextIsRefusedAtOnceAlsoWithinGzip(String hex, String meaning) throws IOException {
        byte[] bytes = joined(HexFormat.of().parseHex(hex), TEXT);

        assertRefused(bytes, "sites.bed is " + meaning);
        assertRefused(RegionText.gzip(bytes), "sites.bed is " + meaning);
    }

    @Test
    void textInUtf16IsRefused() {
        assertRefused(
                "chr1\t10\t20\n".getBytes(UTF_16), "sites.bed is text in UTF-16; save it as UTF-8");
    }

    @Test
    void whatIsCompressedTwiceIsRefused() throws IOException {
        assertRefused(
                RegionText.gzip(RegionText.gzip(TEXT)),
                "sites.bed is compressed twice; decompress it once");
    }

    @Test
    void aNulByteAnywhereIsRefusedEvenIfBadLinesAreSkipped() {
        byte[] bytes = "chr1\t10\t20\n# a\0b\n".getBytes(UTF_8);

        assertThatThrownBy(() -> new RegionText(folder).read(bytes, RegionText.SKIPPING))
                .isInstanceOf(RegionFormatException.class)
                .hasMessage("sites.bed is not text: line 2 has a NUL byte");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "\uFEFF", "# only a comment", "\r\n \n", "track\n", "chr a b"})
    void aFileWithoutRegionLinesIsRefused(String text) {
        assertRefused(text.getBytes(UTF_8), "sites.bed holds no regions");
    }

    @Test
    void aLineOfAMebibyteIsReadAndALongerOneRefused() throws IOException {
        String start = "chr1\t10\t20\nchr1\t10\t20\t";
        int room = TextLines.MAX_LINE_BYTES - "chr1\t10\t20\t".length();

        assertThat(read((start + "x".repeat(room)).getBytes(UTF_8)).count()).isEqualTo(2);
        assertRefused(
                (start + "x".repeat(room + 1)).getBytes(UTF_8),
                "sites.bed, line 2: longer than 1048576 bytes");
        assertRefused(
                (start + "x".repeat(5_000_000) + "\n").getBytes(UTF_8),
                "sites.bed, line 2: longer than 1048576 bytes");
    }

    @Test
    void aMissingFileAFolderAndAForbiddenFileAreNamed() throws IOException {
        Path missing = folder.resolve("missing.bed");
        Path forbidden = Files.write(folder.resolve("forbidden.bed"), TEXT);

        assertThatThrownBy(() -> RegionFile.read(missing, ReadOptions.defaults()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing + ": no such file");
        assertThatThrownBy(() -> RegionFile.read(missing.resolve("x"), ReadOptions.defaults()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> RegionFile.read(folder, ReadOptions.defaults()))
                .isInstanceOf(RegionFormatException.class)
                .hasMessage(folder.getFileName() + " is a directory, not a file");
        assertThat(forbidden.toFile().setReadable(false)).isTrue();
        if (!Files.isReadable(forbidden)) {
            assertThatThrownBy(() -> RegionFile.read(forbidden, ReadOptions.defaults()))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessage(forbidden + ": permission denied");
        }
    }

    @Test
    void badLinesAreSkippedAndCountedOnRequest() throws IOException {
        String text = "chr1\t1x\t20\nchr1\t10\t20\nchr1\t10\nchr2\t30\t40\n";

        RegionFile file = new RegionText(folder).read(text, RegionText.SKIPPING);

        assertThat(file.regions()).extracting(Region::line).containsExactly(2L, 4L);
        assertThat(file.badLines())
                .isEqualTo(
                        new BadLines(
                                2,
                                List.of(
                                        "sites.bed, line 1: start \"1x\" is not a whole number",
                                        "sites.bed, line 3: 2 columns; BED needs at least 3"
                                                + " (chrom, start, end)")));
    }

    @Test
    void onlyTheFirstTenBadLinesAreToldOf() throws IOException {
        String text = "chr1\t10\t20\n" + "bad\n".repeat(25);

        BadLines badLines = new RegionText(folder).read(text, RegionText.SKIPPING).badLines();

        assertThat(badLines.count()).isEqualTo(25);
        assertThat(badLines.messages()).hasSize(10);
        assertThat(badLines.messages().getLast()).startsWith("sites.bed, line 11: ");
    }

    @Test
    void aFileOfBadLinesOnlyIsRefused() {
        assertThatThrownBy(() ->
                        new RegionText(folder)
                                .read("# comment\nbad\nchr1\tx\n", RegionText.SKIPPING))
                .isInstanceOf(RegionFormatException.class)
                .hasMessage(
                        "sites.bed holds no regions: all 2 lines are bad; the first is sites.bed,"
                                + " line 2: 1 column; BED needs at least 3 (chrom, start, end)");
    }

    @Test
    void aSkippedFirstLineLeavesTheFormatToTheNext() throws IOException {
        RegionFile file =
                new RegionText(folder).read("bad\nchr1\t1\t2\tchr2\t3\t4\n", RegionText.SKIPPING);

        assertThat(file.format()).isEqualTo(RegionFormat.BEDPE);
        assertThat(file.badLines().count()).isEqualTo(1);
    }

    @Test
    void theLinesOfAChromosomeShareItsName() throws IOException {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 100).forEach(i -> text.append("chr").append(i % 3).append("\t1\t2\n"));

        List<Region> regions = read(text.toString().getBytes(UTF_8)).regions();

        for (int i = 3; i < 100; i++) {
            assertThat(regions.get(i).chrom()).isSameAs(regions.get(i % 3).chrom());
        }
    }

    @Test
    @Tag("proof")
    void aSmallGzipFileCannotAskForMoreThanTenMillionLines() throws IOException {
        byte[] bad = RegionText.gzip("x\n".repeat(RegionReader.MAX_REGION_LINES).getBytes(UTF_8));
        byte[] bomb = joined(bad, RegionText.gzip("x\n".getBytes(UTF_8)));

        assertThat(bomb).hasSizeLessThan(100_000);
        assertThatThrownBy(() -> new RegionText(folder).read(bomb, RegionText.SKIPPING))
                .isInstanceOf(RegionFormatException.class)
                .hasMessage("sites.bed holds more than 10000000 regions; split it");
    }

    @Test
    void theListsCannotBeChanged() throws IOException {
        RegionFile file = read(TEXT);

        assertThatThrownBy(() -> file.regions().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> file.pairs().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private RegionFile read(byte[] bytes) throws IOException {
        return new RegionText(folder).read(bytes, ReadOptions.defaults());
    }

    private void assertRefused(byte[] bytes, String sentence) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(RegionFormatException.class)
                .hasMessage(sentence);
    }

    private static byte[] changed(byte[] bytes, int index) {
        byte[] copy = bytes.clone();
        copy[index] ^= 0x55;
        return copy;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
