package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said to bad input, word for word; {@code DIR} is the folder of the inputs. Whatever is
 * said: nothing goes to stdout, and the results of an earlier run stay as they were.
 */
class BadInputTest {
    @TempDir static Path dir;

    @BeforeAll
    static void write() throws IOException {
        Path map = CoolerBuilder.map().resolutions(20_000).write(dir).file();
        CoolerBuilder.map().noWeights().name("raw").write(dir);
        CoolerBuilder.map().variableBins().name("fragments").write(dir);
        BedBuilder.bed().random(10).write(dir);
        byte[] whole = Files.readAllBytes(map);
        Files.write(dir.resolve("cut.mcool"), Arrays.copyOf(whole, 3000));
        Files.writeString(dir.resolve("text.cool"), "chr1\t0\t100\n");
        Files.writeString(dir.resolve("empty.cool"), "");
        Files.writeString(dir.resolve("empty.bed"), "");
        Files.writeString(dir.resolve("comments.bed"), "# nothing\n\n");
        Files.writeString(dir.resolve("other.bed"), "chrA\t1\t2\nchrB\t1\t2\n");
        Files.writeString(dir.resolve("edge.bed"), "chr1\t0\t100\n");
        Files.writeString(dir.resolve("words.bed"), "chr1\t0\t100\nchr1\tx\t100\n");
        Files.writeString(dir.resolve("short.bed"), "chr1\t5\n");
        Files.writeString(dir.resolve("view.tsv"), "chr1\t0\t2000000\n");
        Files.writeString(dir.resolve("whole.tsv"), "chr1\t0\t1000000\n");
        Files.createDirectories(dir.resolve("folder"));
        Files.createDirectories(dir.resolve("taken/x.svg"));
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                // The map
                bad(3, "none.cool regions.bed", "DIR/none.cool: no such file"),
                bad(3, "folder regions.bed", "DIR/folder: a directory, not a file"),
                bad(
                        3,
                        "text.cool regions.bed",
                        "DIR/text.cool: not an HDF5 file (no HDF5 signature)"),
                bad(
                        3,
                        "empty.cool regions.bed",
                        "DIR/empty.cool: not an HDF5 file: it is empty (0 bytes)"),
                bad(
                        3,
                        "cut.mcool regions.bed",
                        "DIR/cut.mcool: the file is truncated: it has 3000 bytes, and its superblock says SIZE"),
                bad(
                        3,
                        "fragments.cool regions.bed",
                        "DIR/fragments.cool has bins of variable size; a pileup needs equal ones"),
                bad(
                        2,
                        "regions.bed map.mcool",
                        "REGIONS DIR/map.mcool is an HDF5 file and MAP DIR/regions.bed is not: give the map first"),
                // What the map does not have
                bad(
                        2,
                        "map.mcool regions.bed",
                        "DIR/map.mcool holds 2 maps, name one of them: /resolutions/10000, /resolutions/20000; take --bin-size, or write FILE::GROUP"),
                bad(
                        2,
                        "map.mcool regions.bed --bin-size 5000",
                        "DIR/map.mcool has no map with 5000 bp bins; it has /resolutions/10000, /resolutions/20000"),
                bad(
                        2,
                        "map.mcool::resolutions/5 regions.bed",
                        "DIR/map.mcool has no map in /resolutions/5; it has /resolutions/10000, /resolutions/20000"),
                bad(
                        2,
                        "map.mcool::resolutions/10000 regions.bed --bin-size 20000",
                        "DIR/map.mcool::/resolutions/10000 has bins of 10000 bp, not of 20000 bp"),
                bad(
                        2,
                        "raw.cool regions.bed",
                        "DIR/raw.cool has no balancing weights; take --value raw or obs-exp-raw"),
                bad(
                        2,
                        "map.mcool regions.bed --bin-size 10000 --weight KR",
                        "DIR/map.mcool::/resolutions/10000 has no balancing weights named \"KR\"; it has weight"),
                // The regions
                bad(3, "raw.cool none.bed --value raw", "DIR/none.bed: no such file"),
                bad(3, "raw.cool folder --value raw", "folder is a directory, not a file"),
                bad(3, "raw.cool empty.bed --value raw", "empty.bed holds no regions"),
                bad(3, "raw.cool comments.bed --value raw", "comments.bed holds no regions"),
                bad(
                        3,
                        "raw.cool words.bed --value raw",
                        "words.bed, line 2: start \"x\" is not a whole number"),
                bad(
                        3,
                        "raw.cool short.bed --value raw --skip-bad-lines",
                        "short.bed holds no regions: all 1 lines are bad; the first is short.bed, line 1: 2 columns; BED needs at least 3 (chrom, start, end)"),
                bad(
                        3,
                        "raw.cool regions.bed --value raw --format bedpe",
                        "regions.bed, line 1: 3 columns; BEDPE needs at least 6 (chrom1, start1, end1, chrom2, start2, end2)"),
                bad(
                        3,
                        "raw.cool raw.cool --value raw",
                        "raw.cool is an HDF5 file, such as a contact map"),
                bad(
                        3,
                        "raw.cool other.bed --value raw",
                        "DIR/other.bed: nothing is left to average of 2 regions: 2 on a chromosome that the map does not have (chrA, chrB)"),
                bad(
                        3,
                        "raw.cool edge.bed --value raw",
                        "DIR/edge.bed: nothing is left to average of 1 region: 1 with a window over the edge of the view region"),
                // The view
                bad(
                        3,
                        "raw.cool regions.bed --value raw --view none.tsv",
                        "DIR/none.tsv: no such file"),
                // The output
                bad(
                        1,
                        "raw.cool regions.bed --value raw -o none/x",
                        "there is no folder DIR/none to write to"),
                bad(
                        1,
                        "raw.cool regions.bed --value raw -o text.cool/x",
                        "there is no folder DIR/text.cool to write to"),
                bad(
                        1,
                        "raw.cool regions.bed --value raw -o taken/x",
                        "DIR/taken/x.svg would be a file of the result but is a folder; choose another prefix"),
                bad(
                        1,
                        "raw.cool regions.bed --value raw --view whole.tsv -o whole",
                        "the result would replace its input DIR/whole.tsv; choose another prefix with -o"));
    }

    private static Arguments bad(int code, String arguments, String sentence) {
        return Arguments.of(code, arguments, sentence);
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("cases")
    void badInputIsOneSentenceAndLeavesNothing(int code, String arguments, String sentence)
            throws IOException {
        Path out = Files.createDirectories(dir.resolve("out"));
        Files.writeString(out.resolve("x.tsv"), "an earlier result");
        Map<String, String> before = Run.contents(dir);

        String[] words = arguments.split(" ");
        for (int i = 0; i < words.length; i++) {
            boolean file = i < 2 || words[i - 1].equals("--view") || words[i - 1].equals("-o");
            words[i] = file ? dir.resolve(words[i]).toString() : words[i];
        }
        Object[] command =
                Stream.of(
                                Stream.of("pileup"),
                                Stream.of(words),
                                Stream.of("--flank", "50000"),
                                arguments.contains(" -o ")
                                        ? Stream.<String>of()
                                        : Stream.of("-o", out.resolve("x").toString()))
                        .flatMap(it -> it)
                        .toArray();
        Run run = Run.foldbase(command);

        long size = Files.size(dir.resolve("map.mcool"));
        assertThat(run.err())
                .isEqualTo(
                        "foldbase: %s%n"
                                        .formatted(
                                                sentence.replace("DIR", dir.toString())
                                                        .replace("SIZE", Long.toString(size)))
                                + (sentence.endsWith("the map first")
                                        ? "Try 'foldbase pileup --help'.\n"
                                        : ""));
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(Run.contents(dir)).isEqualTo(before);
    }
}
