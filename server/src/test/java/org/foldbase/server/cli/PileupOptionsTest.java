package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.bed.ViewFile;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.pileup.Edges;
import org.foldbase.hic.pileup.Pileup;
import org.foldbase.hic.pileup.PileupOptions;
import org.foldbase.hic.pileup.PileupResult;
import org.foldbase.hic.pileup.Reduction;
import org.foldbase.hic.pileup.ValueType;
import org.foldbase.hic.testing.BedBuilder;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option reaches the kernel: files equal the library's answer, and differ from the plain. */
class PileupOptionsTest {
    private static final long SEED = 20;

    @TempDir static Path dir;

    private static Path map;
    private static Path regions;
    private static Path pairs;
    private static Path view;

    @BeforeAll
    static void write() throws IOException {
        map =
                CoolerBuilder.map()
                        .chrom("chr1", 4_000_000)
                        .chrom("chr2", 2_000_000)
                        .seed(SEED)
                        .resolutions(20_000)
                        .write(dir)
                        .file();
        regions = bed(BedBuilder.bed());
        pairs = bed(BedBuilder.bedpe());
        view = dir.resolve("view.tsv");
        Files.writeString(
                view, "chr1\t0\t1500000\tp\nchr1\t1500000\t4000000\tq\nchr2\t0\t2000000\tchr2\n");
    }

    private static Path bed(BedBuilder builder) throws IOException {
        return builder.chrom("chr1", 4_000_000)
                .chrom("chr2", 2_000_000)
                .random(40)
                .strands()
                .seed(SEED)
                .write(dir)
                .file();
    }

    record Case(String arguments, boolean ofPairs, UnaryOperator<PileupOptions.Builder> options) {
        @Override
        public String toString() {
            return arguments + (ofPairs ? " on pairs" : "") + ", seed " + SEED;
        }
    }

    private static Case regions(String arguments, UnaryOperator<PileupOptions.Builder> options) {
        return new Case(arguments, false, options);
    }

    private static Case pairs(String arguments, UnaryOperator<PileupOptions.Builder> options) {
        return new Case(arguments, true, options);
    }

    static Stream<Case> everyOption() {
        return Stream.of(
                regions("--value raw", it -> it.valueType(ValueType.RAW)),
                regions("--value balanced", it -> it.valueType(ValueType.BALANCED)),
                regions("--value obs-exp-raw", it -> it.valueType(ValueType.OBS_EXP_RAW)),
                regions("--value OBS_EXP_RAW", it -> it.valueType(ValueType.OBS_EXP_RAW)),
                regions("--reduce median", it -> it.reduction(Reduction.MEDIAN)),
                regions("--reduce sum-ratio", it -> it.reduction(Reduction.SUM_RATIO)),
                regions("--expected-smooth", it -> it.smoothExpected(true)),
                regions("--ignore-diags 4", it -> it.ignoreDiags(4)),
                regions("--edges partial", it -> it.edges(Edges.PARTIAL)),
                regions("--flip", it -> it.flip(true)),
                regions("--controls 3 --seed 5", it -> it.controls(3, 5)),
                regions("--controls 3", it -> it.controls(3, 0)),
                pairs("--flip", it -> it.flip(true)),
                pairs("--both-triangles", it -> it.bothTriangles(true)),
                pairs(
                        "--reduce median --controls 2",
                        it -> it.reduction(Reduction.MEDIAN).controls(2, 0)));
    }

    @ParameterizedTest
    @MethodSource("everyOption")
    void anOptionHasItsEffectOnTheFiles(Case option) throws IOException {
        Path input = option.ofPairs ? pairs : regions;
        PileupResult plain = library(input, it -> it, 10_000);
        PileupResult wanted = library(input, option.options, 10_000);
        assertThat(wanted.values()).isNotEqualTo(plain.values());

        Path prefix = dir.resolve("option");
        assertThat(pileup(input, prefix, option.arguments.split(" ")).code()).isZero();
        assertFilesHold(prefix, wanted);
    }

    @Test
    void aViewKeepsWindowsInTheirArm() throws IOException {
        Path prefix = dir.resolve("arms");
        assertThat(pileup(regions, prefix, "--view", view.toString()).code()).isZero();
        try (CoolerFile file = CoolerFile.open(map)) {
            PileupResult wanted = library(regions, it -> it.view(viewOf(file)), 10_000);
            assertThat(wanted.values()).isNotEqualTo(library(regions, it -> it, 10_000).values());
            assertFilesHold(prefix, wanted);
        }
        assertThat(Run.text(prefix.resolveSibling("arms.tsv"))).contains("# view: view.tsv ");
    }

    private static View viewOf(CoolerFile file) {
        try {
            return ViewFile.read(view, file.map(10_000).chromsizes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theBinSizeChoosesTheMapAsItsGroupDoes() throws IOException {
        PileupResult wanted = library(regions, it -> it, 20_000);
        Path prefix = dir.resolve("coarse");
        assertThat(
                        Run.foldbase(
                                        "pileup",
                                        map,
                                        regions,
                                        "--bin-size",
                                        20_000,
                                        "--flank",
                                        100_000,
                                        "-o",
                                        prefix)
                                .code())
                .isZero();
        assertFilesHold(prefix, wanted);
        assertThat(
                        Run.foldbase(
                                        "pileup",
                                        map + "::resolutions/20000",
                                        regions,
                                        "--flank",
                                        100_000,
                                        "-o",
                                        prefix)
                                .code())
                .isZero();
        assertFilesHold(prefix, wanted);
    }

    @Test
    void theFlankDecidesTheSideOfTheMatrix() throws IOException {
        Path prefix = dir.resolve("wide");
        Run.foldbase(
                "pileup", map, regions, "--bin-size", 10_000, "--flank", 300_000, "-o", prefix);
        assertThat(Npy.doubles(dir.resolve("wide.npy"), 61)).hasSize(61 * 61);
    }

    @Test
    void theScoreSizeIsInTheResultWithItsScore() throws IOException {
        Path prefix = dir.resolve("score");
        assertThat(pileup(regions, prefix, "--score-size", "5").code()).isZero();
        PileupResult wanted = library(regions, it -> it.scoreSize(5), 10_000);
        assertThat(Run.text(dir.resolve("score.tsv")))
                .contains("# scoreSize: 5\n", "# score: " + wanted.score() + "\n");
    }

    @Test
    void theWeightsAreThoseOfTheNamedColumn() throws IOException {
        Path other = CoolerBuilder.map().seed(SEED).weightColumn("KR").name("kr").write(dir).file();
        Path bed = BedBuilder.bed().random(20).seed(SEED).name("few").write(dir).file();
        Path prefix = dir.resolve("kr");
        Run run =
                Run.foldbase(
                        "pileup", other, bed, "--flank", 50_000, "--weight", "KR", "-o", prefix);
        assertThat(run.code()).isZero();
        try (CoolerFile file = CoolerFile.open(other)) {
            PileupOptions options = PileupOptions.flank(50_000).weightName("KR").build();
            assertFilesHold(prefix, average(file.map(), bed, options));
        }
        assertThat(Run.text(dir.resolve("kr.tsv"))).contains("# weight: KR\n");
    }

    @Test
    void theNumberOfThreadsChangesNoByte() throws IOException {
        Path one = Files.createDirectories(dir.resolve("one"));
        Path three = Files.createDirectories(dir.resolve("three"));
        pileup(regions, one.resolve("x"), "--threads", "1", "--controls", "2");
        pileup(regions, three.resolve("x"), "--threads", "3", "--controls", "2");
        assertThat(Run.contents(three)).hasSize(7).isEqualTo(Run.contents(one));
    }

    private static Run pileup(Path input, Path prefix, String... options) {
        List<Object> arguments =
                Stream.<Object>concat(
                                Stream.of(
                                        "pileup",
                                        map + "::resolutions/10000",
                                        input,
                                        "--flank",
                                        100_000,
                                        "-o",
                                        prefix),
                                Arrays.stream(options))
                        .toList();
        return Run.foldbase(arguments.toArray());
    }

    private static PileupResult library(
            Path input, UnaryOperator<PileupOptions.Builder> options, long binSizeBp)
            throws IOException {
        try (CoolerFile file = CoolerFile.open(map)) {
            PileupOptions built = options.apply(PileupOptions.flank(100_000)).build();
            return average(file.map(binSizeBp), input, built);
        }
    }

    private static PileupResult average(ContactMap map, Path input, PileupOptions options)
            throws IOException {
        RegionFile read = RegionFile.read(input, RegionFile.ReadOptions.defaults());
        return Pileup.of(map, read, options, ScanProgress.NONE);
    }

    private static void assertFilesHold(Path prefix, PileupResult wanted) throws IOException {
        int side = wanted.side();
        assertThat(Npy.doubles(end(prefix, ".npy"), side)).containsExactly(wanted.values());
        assertThat(Npy.longs(end(prefix, ".counts.npy"), side))
                .containsExactly(wanted.finiteCounts());
        assertThat(Npy.doubles(end(prefix, ".stderr.npy"), side))
                .containsExactly(wanted.standardErrors());
    }

    private static Path end(Path prefix, String ending) {
        return prefix.resolveSibling(prefix.getFileName() + ending);
    }
}
