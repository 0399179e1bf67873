package org.foldbase.hic.pileup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.foldbase.hic.bed.Region;
import org.foldbase.hic.bed.RegionPair;
import org.foldbase.hic.bed.Strand;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.cooler.WriteOptions.CountType;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.genome.ViewRegion;
import org.foldbase.hic.testing.BuiltMap;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random maps, regions, views and options, each answered a second time by {@link NaiveReference}.
 */
class PileupAgainstNaiveReferenceTest {
    private static final double RELATIVE = 1e-9;

    @TempDir Path dir;

    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPileupOfASmallMapEqualsTheDefinition(int seed) throws IOException {
        RandomCase random = new RandomCase(seed, dir);
        try (CoolerFile file = CoolerFile.open(random.map().file())) {
            ContactMap map = file.map();
            for (int i = 0; i < 3; i++) {
                View view = random.view();
                PileupOptions ofRegions = random.options(view).build();
                assertBedEqual(random, map, random.regions(25), view, ofRegions);
                PileupOptions ofPairs = random.options(view).build();
                assertBedpeEqual(random, map, random.pairs(25), view, ofPairs);
            }
        }
    }

    private static void assertBedEqual(
            RandomCase random, ContactMap map, List<Region> bed, View view, PileupOptions options)
            throws IOException {
        int ignoreDiags = random.ignoreDiags(options);
        NaiveReference.Answer wanted =
                new NaiveReference(random.map(), view, options, ignoreDiags, true)
                        .answer(bed.stream().map(r -> new RegionPair(r, r)).toList());
        PileupResult result = Pileup.onDiagonal(map, bed, options, ScanProgress.NONE);
        assertEqual(result, wanted, ignoreDiags, random + " BED " + words(options));
    }

    private static void assertBedpeEqual(
            RandomCase random,
            ContactMap map,
            List<RegionPair> bedpe,
            View view,
            PileupOptions options)
            throws IOException {
        int ignoreDiags = random.ignoreDiags(options);
        NaiveReference.Answer wanted =
                new NaiveReference(random.map(), view, options, ignoreDiags, false).answer(bedpe);
        PileupResult result = Pileup.offDiagonal(map, bedpe, options, ScanProgress.NONE);
        assertEqual(result, wanted, ignoreDiags, random + " BEDPE " + words(options));
    }

    /**
     * Maps of more than 600,000 pixels are read in three pieces, cut within rows: each answer must
     * be that of the definition, and the same to the last bit on 1 to 4 threads.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMapThatIsReadInPiecesEqualsTheDefinitionOnAnyNumberOfThreads(boolean symmetric)
            throws IOException {
        CoolerBuilder builder =
                CoolerBuilder.map()
                        .seed(symmetric ? 71 : 72)
                        .chrom("chr1", symmetric ? 4_000_000 : 3_000_000)
                        .chrom("chr2", symmetric ? 10_123_456 : 7_023_456)
                        .density(1)
                        .duplicates(symmetric ? 0.05 : 0)
                        .counts(symmetric ? CountType.INT32 : CountType.FLOAT32)
                        .gzip(1)
                        .chunk(symmetric ? 1_000 : 30_011)
                        .chunk("bin2_id", symmetric ? 50_021 : 777);
        BuiltMap built = (symmetric ? builder : builder.square()).write(dir).base();
        View arms = armsThatMeetBehindTheFirstCut(built, symmetric ? 50_021 : 30_011);
        List<Region> bed = regionsAlong(built, 3);
        List<RegionPair> bedpe = pairsAlong(built);
        try (CoolerFile file = CoolerFile.open(built.file())) {
            ContactMap map = file.map();
            assertThat(map.pixelCount()).isGreaterThan(600_000);
            for (Reduction reduction : Reduction.values()) {
                PileupOptions.Builder options =
                        PileupOptions.flank(80_000)
                                .view(arms)
                                .reduction(reduction)
                                .edges(Edges.PARTIAL)
                                .flip(true)
                                .bothTriangles(reduction != Reduction.SUM_RATIO)
                                .controls(reduction == Reduction.MEDIAN ? 0 : 2, 5)
                                .smoothExpected(reduction == Reduction.MEDIAN);
                NaiveReference.Answer ofBed =
                        new NaiveReference(built, arms, options.build(), 2, true)
                                .answer(bed.stream().map(r -> new RegionPair(r, r)).toList());
                NaiveReference.Answer ofBedpe =
                        new NaiveReference(built, arms, options.build(), 2, false).answer(bedpe);
                PileupResult firstBed =
                        Pileup.onDiagonal(map, bed, options.threads(1).build(), ScanProgress.NONE);
                PileupResult firstBedpe =
                        Pileup.offDiagonal(
                                map, bedpe, options.threads(1).build(), ScanProgress.NONE);
                assertEqual(firstBed, ofBed, 2, "BED " + words(options.build()));
                assertEqual(firstBedpe, ofBedpe, 2, "BEDPE " + words(options.build()));
                for (int threads = 2; threads <= 4; threads++) {
                    PileupOptions more = options.threads(threads).build();
                    assertSameBits(Pileup.onDiagonal(map, bed, more, ScanProgress.NONE), firstBed);
                    assertSameBits(
                            Pileup.offDiagonal(map, bedpe, more, ScanProgress.NONE), firstBedpe);
                }
            }
        }
    }

    /**
     * A view whose arms of chr2 meet within a bin, two rows after the end of the first piece: the
     * first arm must not be taken for finished with that piece.
     *
     * @param chunk the larger of the chunks of the two columns that are read
     */
    private static View armsThatMeetBehindTheFirstCut(BuiltMap built, int chunk) {
        int piece = chunk * Math.ceilDiv(1 << 18, chunk);
        int row = built.pixels().get(piece).bin1() - built.firstBin(1) + 2;
        long sizeBp = built.chromsizes().get(1).sizeBp();
        long cutBp = (long) row * built.binSizeBp() + 5_500;
        return View.of(
                built.chromsizes(),
                List.of(
                        new ViewRegion("2q", 1, cutBp, sizeBp),
                        new ViewRegion("1", 0, 0, built.chromsizes().get(0).sizeBp()),
                        new ViewRegion("2p", 1, 0, cutBp)));
    }

    /** A region in every so many bins, of changing width and strand. */
    private static List<Region> regionsAlong(BuiltMap map, int everyBins) {
        return Stream.iterate(0, bin -> bin < map.binCount(), bin -> bin + everyBins)
                .map(bin -> {
                    BuiltMap.Bin b = map.bins().get(bin);
                    return new Region(
                            map.chromsizes().get(b.chromIndex()).name(),
                            b.startBp(),
                            b.startBp() + bin % 7 * 1_000L,
                            bin % 3 == 0 ? Strand.MINUS : Strand.PLUS,
                            bin + 1);
                })
                .toList();
    }

    private static List<RegionPair> pairsAlong(BuiltMap map) {
        List<Region> regions = regionsAlong(map, 2);
        return IntStream.range(0, regions.size() - 40)
                .mapToObj(i -> new RegionPair(regions.get(i), regions.get(i + i % 41)))
                .toList();
    }

    @Test
    void theRandomCasesReachEveryReasonAndMostCombinations() throws IOException {
        Map<DropReason, Long> reasons = new EnumMap<>(DropReason.class);
        long reversed = 0;
        long kept = 0;
        long controls = 0;
        for (int seed = 0; seed < 40; seed++) {
            RandomCase random =
                    new RandomCase(seed, Files.createDirectory(dir.resolve("seed" + seed)));
            View view = random.view();
            PileupOptions options = random.options(view).build();
            RegionCounts counts =
                    new NaiveReference(
                                    random.map(), view, options, random.ignoreDiags(options), false)
                            .answer(random.pairs(25))
                            .regions();
            counts.dropped().forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
            reversed += counts.reversedPairs();
            kept += counts.kept();
            controls += counts.controlsPlaced();
        }
        assertThat(reasons).hasSize(DropReason.values().length);
        assertThat(reasons.values()).allSatisfy(count -> assertThat(count).isPositive());
        assertThat(List.of(reversed, kept, controls)).allMatch(count -> count > 20);
    }

    private static void assertEqual(
            PileupResult result, NaiveReference.Answer wanted, int ignoreDiags, String what) {
        assertThat(result.regions()).as(what).isEqualTo(wanted.regions());
        assertThat(result.ignoreDiags()).as(what).isEqualTo(ignoreDiags);
        assertThat(result.finiteCounts()).as(what).containsExactly(wanted.finiteCounts());
        for (int cell = 0; cell < result.values().length; cell++) {
            String where = "%s, cell %d of side %d".formatted(what, cell, result.side());
            double value = wanted.values()[cell];
            assertClose(result.values()[cell], value, RELATIVE * Math.abs(value), where);
            double error = wanted.standardErrors()[cell];
            assertClose(result.standardErrors()[cell], error, tolerance(value, error), where);
        }
        assertClose(result.score(), wanted.score(), RELATIVE * Math.abs(wanted.score()), what);
    }

    /**
     * The difference of two sums of squares loses what their last bits hold: nothing where the
     * error is of the size of the value, all where it is below 1e-8 of it.
     */
    private static double tolerance(double value, double error) {
        double lost = Math.min(1e-7 * Math.abs(value), 1e-14 * value * value / error);
        return RELATIVE * error + (Double.isNaN(lost) ? 0 : lost);
    }

    private static void assertClose(double value, double wanted, double tolerance, String where) {
        if (Double.isNaN(wanted)) {
            assertThat(value).as(where).isNaN();
        } else if (Double.isInfinite(wanted)) {
            assertThat(value).as(where).isEqualTo(wanted);
        } else {
            assertThat(value).as(where).isCloseTo(wanted, within(tolerance));
        }
    }

    private static void assertSameBits(PileupResult result, PileupResult wanted) {
        assertThat(result.values()).containsExactly(wanted.values());
        assertThat(result.standardErrors()).containsExactly(wanted.standardErrors());
        assertThat(result.finiteCounts()).containsExactly(wanted.finiteCounts());
        assertThat(result.regions()).isEqualTo(wanted.regions());
        assertThat(result.score()).isEqualTo(wanted.score());
    }

    private static String words(PileupOptions o) {
        return "%s %s flank %d %s ignoreDiags %s%s%s%s controls %d view %s"
                .formatted(
                        o.valueType(),
                        o.reduction(),
                        o.flankBp(),
                        o.edges(),
                        o.ignoreDiags(),
                        o.smoothExpected() ? " smooth" : "",
                        o.flip() ? " flip" : "",
                        o.bothTriangles() ? " both triangles" : "",
                        o.controls(),
                        o.view().map(View::regions));
    }
}
