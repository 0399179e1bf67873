package org.foldbase.hic.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foldbase.hic.bed.RegionFormat.BED;
import static org.foldbase.hic.bed.RegionFormat.BEDPE;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foldbase.hic.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every region file of the shared folder: what it opens as, or the sentence that refuses it. Counts
 * and sums come from a script that splits the lines at tabs.
 */
class RegionFilesTest {
    /**
     * File, format, regions, line and columns of the first and the last, sums of starts and ends.
     */
    static Stream<Arguments> opened() {
        return Stream.of(
                arguments(
                        "4DNFIRCHWS8M.bed.gz",
                        BED,
                        7123,
                        "1 chr1 1065000 1070000",
                        "7123 chrX 155880000 155885000",
                        566405895000L,
                        566441510000L),
                arguments(
                        "4kloops.bedpe",
                        BEDPE,
                        19937,
                        "1 chr1 1312000 1316000 chr1 1324000 1328000",
                        "19937 chr21 47988000 47992000 chr21 48056000 48060000",
                        3016904484000L,
                        3017063980000L),
                arguments(
                        "G2_tads_w_size.bed",
                        BED,
                        5801,
                        "1 chr6 275000 3275000",
                        "5801 chr10 135125000 135525000",
                        466306975000L,
                        473325125000L),
                peaks("real_data_tricky_header.bed", 7),
                peaks("real_data_tricky_header_cleaned.bed", 1),
                peaks("real_data_tricky_header_named_columns.bed", 2),
                peaks("real_data_tricky_header_named_columns_w_track_and_browser.bed", 10),
                peaks("real_data_tricky_header_w_track_and_browser.bed", 9),
                peaks("unsupported_chromosomes.bed", 1),
                peakPairs("real_data_tricky_header.bedpe", 7),
                peakPairs("real_data_tricky_header_cleaned.bedpe", 1),
                peakPairs("real_data_tricky_header_named_columns.bedpe", 2),
                peakPairs("real_data_tricky_header_named_columns_w_track_and_browser.bedpe", 10),
                peakPairs("real_data_tricky_header_w_track_and_browser.bedpe", 9),
                arguments(
                        "tad_boundaries.bed",
                        BED,
                        4127,
                        "1 chr6 275000 275000",
                        "4127 chr10 135525000 135525000",
                        331963075000L,
                        331963075000L),
                arguments(
                        "test2_realData_twocol.bed",
                        BED,
                        100,
                        "1 chr17 27570678 27571344",
                        "100 chr7 142353311 142353610",
                        8359069991L,
                        8359150073L),
                arguments(
                        "test_small.bedpe",
                        BEDPE,
                        29,
                        "1 chr7 38402014 39002014 chr7 38402014 39002014",
                        "29 chr16 8285378 8885378 chr16 8285378 8885378",
                        999296774L,
                        1034096774L));
    }

    private static Arguments peaks(String name, int firstLine) {
        return arguments(
                name,
                BED,
                25,
                firstLine + " chr1 10027 10525",
                firstLine + 24 + " chr1 2716049 2716507",
                46791776L,
                46807201L);
    }

    private static Arguments peakPairs(String name, int firstLine) {
        return arguments(
                name,
                BEDPE,
                5,
                firstLine + " chr1 10027 10525 chr1 10027 10525",
                firstLine + 4 + " chr1 1057328 1057983 chr1 1057328 1057983",
                5554068L,
                5558846L);
    }

    static Stream<Arguments> refused() {
        String twoColumns = ", line 1: 2 columns; BED needs at least 3 (chrom, start, end)";
        return Stream.of(
                arguments(
                        "arms.hg19",
                        "arms.hg19, line 1: 1 column; BED needs at least 3 (chrom, start, end),"
                                + " separated by tabs, not commas"),
                arguments("empty.bed", "empty.bed holds no regions"),
                arguments("hg19.chrom.sizes", "hg19.chrom.sizes" + twoColumns),
                arguments(
                        "non_numeric_values.bed",
                        "non_numeric_values.bed, line 3: start \"521435asdf\" is not a whole"
                                + " number"),
                arguments(
                        "real_data_tricky_header_sorted.bed",
                        "real_data_tricky_header_sorted.bed" + twoColumns),
                arguments("test_small.bed", "test_small.bed" + twoColumns),
                arguments(
                        "wrongly_formatted_bedfile.bed",
                        "wrongly_formatted_bedfile.bed, line 1: start \"am\" is not a whole"
                                + " number"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("opened")
    void opens(
            String name,
            RegionFormat format,
            int count,
            String first,
            String last,
            long startSum,
            long endSum)
            throws IOException {
        RegionFile file = read(name);

        assertThat(file.format()).isEqualTo(format);
        assertThat(file.count()).isEqualTo(count);
        assertThat(file.badLines().count()).isZero();
        if (format == BED) {
            assertThat(file.pairs()).isEmpty();
            assertThat(shown(file.regions().getFirst())).isEqualTo(first);
            assertThat(shown(file.regions().getLast())).isEqualTo(last);
        } else {
            assertThat(file.regions()).isEmpty();
            assertThat(shown(file.pairs().getFirst())).isEqualTo(first);
            assertThat(shown(file.pairs().getLast())).isEqualTo(last);
        }
        assertThat(anchors(file).mapToLong(Region::startBp).sum()).isEqualTo(startSum);
        assertThat(anchors(file).mapToLong(Region::endBp).sum()).isEqualTo(endSum);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void isRefused(String name, String sentence) {
        assertThatThrownBy(() -> read(name))
                .isInstanceOf(RegionFormatException.class)
                .hasMessage(sentence);
    }

    @Test
    void theTablesNameEveryFileOfTheFolder() throws IOException {
        Set<String> named =
                Stream.concat(opened(), refused())
                        .map(row -> (String) row.get()[0])
                        .collect(Collectors.toCollection(TreeSet::new));

        try (Stream<Path> files = Files.list(SharedFolder.find("data/regions"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void theMapsAndSignalsOfTheFolderAreRefusedByTheirFirstBytes() throws IOException {
        for (String folder : Set.of("data/maps", "data/signal")) {
            try (Stream<Path> files = Files.list(SharedFolder.find(folder))) {
                for (Path file : files.toList()) {
                    assertThatThrownBy(
                                    () -> RegionFile.read(file, RegionFile.ReadOptions.defaults()))
                            .isInstanceOf(RegionFormatException.class)
                            .hasMessageMatching(
                                    ".* is (an HDF5 file, such as a contact map|a bigWig file)");
                }
            }
        }
    }

    private static RegionFile read(String name) throws IOException {
        return RegionFile.read(
                SharedFolder.find("data/regions").resolve(name), RegionFile.ReadOptions.defaults());
    }

    private static Stream<Region> anchors(RegionFile file) {
        return Stream.concat(
                file.regions().stream(),
                file.pairs().stream().flatMap(pair -> Stream.of(pair.first(), pair.second())));
    }

    private static String shown(Region region) {
        return "%d %s %d %d"
                .formatted(region.line(), region.chrom(), region.startBp(), region.endBp());
    }

    private static String shown(RegionPair pair) {
        Region second = pair.second();
        return "%s %s %d %d"
                .formatted(shown(pair.first()), second.chrom(), second.startBp(), second.endBp());
    }
}
