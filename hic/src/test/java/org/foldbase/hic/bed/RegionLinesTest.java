package org.foldbase.hic.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foldbase.hic.bed.Strand.MINUS;
import static org.foldbase.hic.bed.Strand.NONE;
import static org.foldbase.hic.bed.Strand.PLUS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.foldbase.hic.bed.RegionFile.ReadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lines of a region file may look like. */
class RegionLinesTest {
    @TempDir Path folder;

    @Test
    void aLineGivesChromosomeRangeStrandAndItsNumber() throws IOException {
        RegionFile file = read("chr1\t10\t20\tname\t0\t+\nchr2\t5\t9\tname\t0\t-\n");

        assertThat(file.format()).isEqualTo(RegionFormat.BED);
        assertThat(file.regions())
                .containsExactly(
                        new Region("chr1", 10, 20, PLUS, 1), new Region("chr2", 5, 9, MINUS, 2));
        assertThat(file.pairs()).isEmpty();
        assertThat(file.count()).isEqualTo(2);
        assertThat(file.badLines()).isEqualTo(new BadLines(0, List.of()));
    }

    @Test
    void aPairLineGivesTwoAnchorsWithTheStrandsOfColumns9And10() throws IOException {
        RegionFile file =
                read("chr1\t10\t20\tchr2\t5\t9\tname\t0\t-\t+\nchr1\t10\t20\tchr1\t30\t40\n");

        assertThat(file.format()).isEqualTo(RegionFormat.BEDPE);
        assertThat(file.pairs())
                .containsExactly(
                        new RegionPair(
                                new Region("chr1", 10, 20, MINUS, 1),
                                new Region("chr2", 5, 9, PLUS, 1)),
                        new RegionPair(
                                new Region("chr1", 10, 20, NONE, 2),
                                new Region("chr1", 30, 40, NONE, 2)));
        assertThat(file.regions()).isEmpty();
        assertThat(file.count()).isEqualTo(2);
    }

    @ParameterizedTest(name = "column 6 is {0}")
    @ValueSource(strings = {".", "*", "", "++", "plus", "0.5"})
    void anythingElseInTheStrandColumnIsNoStrand(String strand) throws IOException {
        assertThat(read("chr1\t10\t20\tname\t0\t" + strand).regions())
                .containsExactly(new Region("chr1", 10, 20, NONE, 1));
    }

    @Test
    void theThickAndBlockColumnsOfBed12AreNotLookedAt() throws IOException {
        assertThat(read("chr1\t10\t90\tn\t960\t+\t12\t80\t0\t2\t5,6,\t0,74,\textra\n").regions())
                .containsExactly(new Region("chr1", 10, 90, PLUS, 1));
    }

    @Test
    void theCentreIsTheFloorOfTheMean() {
        assertThat(new Region("chr1", 10, 21, NONE, 1).centreBp()).isEqualTo(15);
        assertThat(new Region("chr1", 10, 20, NONE, 1).centreBp()).isEqualTo(15);
        assertThat(new Region("chr1", 7, 7, NONE, 1).centreBp()).isEqualTo(7);
        assertThat(new Region("chr1", Long.MAX_VALUE - 2, Long.MAX_VALUE, NONE, 1).centreBp())
                .isEqualTo(Long.MAX_VALUE - 1);
    }

    @Test
    void aRegionBackwardsOrBelowZeroCannotBeMade() {
        assertThatThrownBy(() -> new Region("chr1", 5, 4, NONE, 1))
                .hasMessage("start 5 and end 4 are not a range");
        assertThatThrownBy(() -> new Region("chr1", -1, 4, NONE, 1))
                .hasMessage("start -1 and end 4 are not a range");
    }

    @Test
    void aPointIsARegion() throws IOException {
        assertThat(read("chr1\t0\t0\n").regions())
                .containsExactly(new Region("chr1", 0, 0, NONE, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chr1\t10\t20",
                "chr1\t10\t20\r\n",
                "chr1 10 20\n",
                "  chr1   10 20   \n",
                "chr1\t10\t20 \n",
                " chr1 \t 10\t20\n",
                "chr1\t+10\t0020\n",
                "\uFEFFchr1\t10\t20\n",
            })
    void theSameRegionMayBeSpacedDifferently(String text) throws IOException {
        assertThat(read(text).regions()).containsExactly(new Region("chr1", 10, 20, NONE, 1));
    }

    @Test
    void aLineWithATabIsSplitAtTabsOnly() throws IOException {
        assertThat(read("my contig\t10\t20\tname with spaces\t\t+\n").regions())
                .containsExactly(new Region("my contig", 10, 20, PLUS, 1));
    }

    @Test
    void aNameOutsideOfAsciiIsKept() throws IOException {
        assertThat(read("\uFEFF# Größe\nχρ1\t10\t20\n").regions())
                .containsExactly(new Region("χρ1", 10, 20, NONE, 2));
    }

    @Test
    void blankLinesCommentsTracksAndBrowserLinesArePassedOver() throws IOException {
        String text =
                """
                # a comment
                browser position chr7:127471196-127495720
                track name="first" description="one"

                chr1\t10\t20
                \t \t
                  # an indented comment
                track
                track\ttype=bed
                chr2\t30\t40
                #chr3\t50\t60
                """;

        assertThat(read(text).regions())
                .containsExactly(
                        new Region("chr1", 10, 20, NONE, 5), new Region("chr2", 30, 40, NONE, 10));
    }

    @Test
    void aChromosomeMayBeginAsATrackLineDoes() throws IOException {
        assertThat(read("track1\t10\t20\nbrowser_2\t30\t40\n").regions())
                .extracting(Region::chrom)
                .containsExactly("track1", "browser_2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chrom\tstart\tend\n",
                "Chrom\tchromStart\tchromEnd\n",
                "chr start end name\n",
                "CHROMOSOME\tfrom\tto\n",
                "seqnames\tstart\tend\twidth\tstrand\n",
                "chr1\tx1\tx2\tchr2\ty1\ty2\n",
                "chr1\tstart1\tend1\tchr2\tstart2\tend2\n",
            })
    void aHeaderLineOfColumnNamesIsPassedOver(String header) throws IOException {
        assertThat(read("# comment\n" + header + "chr1\t10\t20\n").regions())
                .containsExactly(new Region("chr1", 10, 20, NONE, 3));
    }

    @Test
    void onlyTheFirstLineCanBeAHeader() {
        assertRefused(
                "chrom\tstart\tend\nchrom\tstart\tend\n",
                "sites.bed, line 2: start \"start\" is not a whole number");
        assertRefused(
                "chr1\t10\t20\nchrom\tstart\tend\n",
                "sites.bed, line 2: start \"start\" is not a whole number");
    }

    @Test
    void aBrokenFirstRegionIsNoHeader() {
        assertRefused(
                "chr1\tx\t20\nchr1\t10\t20\n",
                "sites.bed, line 1: start \"x\" is not a whole number");
        assertRefused(
                "chr\t1x\t20\nchr1\t10\t20\n",
                "sites.bed, line 1: start \"1x\" is not a whole number");
        assertRefused(
                "sites\tstart\tend\nchr1\t10\t20\n",
                "sites.bed, line 1: start \"start\" is not a whole number");
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource({
        "chr1 10 20 chr2 30 40,        BEDPE",
        "chr1 10 20 chr2 30 40 . 5,    BEDPE",
        "chr1 10 20 peak 960 +,        BED",
        "chr1 10 20 peak 960 .,        BED",
        "chr1 10 20 peak 0.5 7,        BED",
        "chr1 10 20 peak 5 0.7,        BED",
        "chr1 10 20 30 40,             BED",
        "chr1 10 20 chr1 960 +,        BED",
    })
    void theFirstRegionLineTellsTheFormat(String line, RegionFormat format) throws IOException {
        assertThat(read("# comment\n" + line + "\n").format()).isEqualTo(format);
    }

    @Test
    void aBrokenPairIsNotTakenForABedLine() {
        assertRefused(
                "chr1\t10\t20\tchr1\t30\t4e1\nchr1\t10\t20\tchr1\t30\t40\n",
                "sites.bed, line 1: end2 \"4e1\" is not a whole number; write it in full, without"
                        + " a decimal point or an exponent");
        assertRefused(
                "chr1\t10\t20\tchr2\t30\t29\n", "sites.bed, line 1: end2 29 is before start2 30");
    }

    @Test
    void theFormatCanBeGiven() throws IOException {
        String pairs = "chr1\t10\t20\tchr2\t30\t40\n";

        RegionFile file = read(pairs, RegionFormat.BED);
        assertThat(file.format()).isEqualTo(RegionFormat.BED);
        assertThat(file.regions()).containsExactly(new Region("chr1", 10, 20, NONE, 1));

        assertThatThrownBy(() -> read("chr1\t10\t20\n", RegionFormat.BEDPE))
                .hasMessage(
                        "sites.bed, line 1: 3 columns; BEDPE needs at least 6 (chrom1, start1,"
                                + " end1, chrom2, start2, end2)");
        assertThatThrownBy(() -> read("chr1\t10\t20\tn\t7\t+\n", RegionFormat.BEDPE))
                .hasMessage("sites.bed, line 1: end2 \"+\" is not a whole number");
    }

    @Test
    void aShorterLineOfAPairFileIsBad() {
        assertRefused(
                "chr1\t10\t20\tchr2\t30\t40\nchr1\t10\t20\n",
                "sites.bed, line 2: 3 columns; BEDPE needs at least 6 (chrom1, start1, end1,"
                        + " chrom2, start2, end2)");
    }

    @ParameterizedTest
    @CsvSource({
        "chr1 10 20 . -1 -1,     second",
        "chr1 10 20 chr2 -1 -1,  second",
        "chr1 10 20 . 30 40,     second",
        ". -1 -1 chr1 10 20,     first",
    })
    void anUnknownAnchorHasItsOwnSentence(String line, String which) {
        assertRefused(
                line.replace(' ', '\t') + "\n",
                "sites.bed, line 1: the %s anchor is unknown; a pair needs both".formatted(which));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "521435asdf | 521730 | start \"521435asdf\" is not a whole number",
                "10 | x20 | end \"x20\" is not a whole number",
                "'' | 20 | start is empty",
                "10 | '' | end is empty",
                "10 | - | end \"-\" is not a whole number",
                "-5 | 20 | start -5 is negative; positions count from 0",
                "5 | -20 | end -20 is negative; positions count from 0",
                "20 | 19 | end 19 is before start 20",
                "1,000 | 2,000 | start \"1,000\" is not a whole number;"
                        + " write it without separators of thousands",
                "1_000 | 2,000 | start \"1_000\" is not a whole number;"
                        + " write it without separators of thousands",
                "0 | 1e6 | end \"1e6\" is not a whole number;"
                        + " write it in full, without a decimal point or an exponent",
                "1.5E+06 | 2 | start \"1.5E+06\" is not a whole number;"
                        + " write it in full, without a decimal point or an exponent",
                "10.0 | 20.0 | start \"10.0\" is not a whole number;"
                        + " write it in full, without a decimal point or an exponent",
                "0 | 1099511627777 | end 1099511627777 is more than any chromosome has"
                        + " (at most 1099511627776)",
                "18446744073709551626 | 20 | start 18446744073709551626 is more than any"
                        + " chromosome has (at most 1099511627776)",
                "0x10 | 20 | start \"0x10\" is not a whole number",
                "٣ | 20 | start \"٣\" is not a whole number",
            })
    void aBadPositionIsRefusedInASentence(String start, String end, String problem) {
        assertRefused(
                "chr1\t0\t1\n\nchr1\t%s\t%s\n".formatted(start, end),
                "sites.bed, line 3: " + problem);
    }

    @Test
    void theLongestPositionIsRead() throws IOException {
        assertThat(read("chr1\t-0\t1099511627776\n").regions())
                .containsExactly(new Region("chr1", 0, 1L << 40, NONE, 1));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "chr1 | 1 column; BED needs at least 3 (chrom, start, end)",
                "chr1 10 | 2 columns; BED needs at least 3 (chrom, start, end)",
                "chr1,10,20 | 1 column; BED needs at least 3 (chrom, start, end), separated by"
                        + " tabs, not commas",
                "chr1;10;20 | 1 column; BED needs at least 3 (chrom, start, end)",
            })
    void tooFewColumnsAreRefused(String line, String problem) {
        assertRefused(line + "\n", "sites.bed, line 1: " + problem);
    }

    @Test
    void anEmptyChromosomeIsRefused() {
        assertRefused("\t10\t20\n", "sites.bed, line 1: chrom is empty");
        assertRefused(
                "chr1\t10\t20\tchr1\t30\t40\nchr1\t10\t20\t \t30\t40\n",
                "sites.bed, line 2: chrom2 is empty");
    }

    @Test
    void aMessageShowsOddTextShortAndWithoutControlCharacters() {
        assertRefused(
                "chr1\t\u001b[31m" + "ä".repeat(100) + "\t20\n",
                "sites.bed, line 1: start \"?[31m" + "ä".repeat(35) + "…\" is not a whole number");
    }

    @Test
    void oldMacLineEndsAreNamedInTheHint() {
        assertRefused(
                "chr1\t10\t20\rchr1\t30\t40\r",
                "sites.bed, line 1: end \"20?chr1\" is not a whole number; save the file with LF"
                        + " line ends, not CR");
    }

    private RegionFile read(String text) throws IOException {
        return new RegionText(folder).read(text);
    }

    private RegionFile read(String text, RegionFormat format) throws IOException {
        return new RegionText(folder).read(text, new ReadOptions(Optional.of(format), false));
    }

    private void assertRefused(String text, String sentence) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RegionFormatException.class)
                .hasMessage(sentence);
    }
}
