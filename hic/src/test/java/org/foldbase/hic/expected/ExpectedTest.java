package org.foldbase.hic.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerException;
import org.foldbase.hic.cooler.CoolerFile;
import org.foldbase.hic.cooler.ScanProgress;
import org.foldbase.hic.cooler.Weights;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.genome.ViewRegion;
import org.foldbase.hic.testing.BuiltMap;
import org.foldbase.hic.testing.CoolerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpectedTest {
    @TempDir Path dir;

    static IntStream seeds() {
        return IntStream.range(0, 80);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCurveIsTheSumOfValuesOverTheNumberOfPairs(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        BuiltMap built = randomMap(seed, random).write(dir).base();
        try (CoolerFile file = CoolerFile.open(built.file())) {
            ContactMap map = file.map();
            for (int i = 0; i < 4; i++) {
                View view = randomView(built, random);
                boolean balanced = random.nextBoolean();
                int ignoreDiags = random.nextInt(5);
                Optional<Weights> weights =
                        balanced ? Optional.of(map.weights("weight")) : Optional.empty();
                Expected expected =
                        Expected.compute(
                                map,
                                view,
                                weights,
                                ignoreDiags,
                                1 + random.nextInt(4),
                                ScanProgress.NONE);
                assertThat(expected.regions()).hasSameSizeAs(view.regions());
                for (int r = 0; r < view.regions().size(); r++) {
                    NaiveExpected naive = new NaiveExpected(built, view, r, balanced, ignoreDiags);
                    String what =
                            "seed %d, %s of %s"
                                    .formatted(seed, view.regions().get(r), view.regions());
                    assertSame(expected.regions().get(r), naive, what);
                    assertSmoothed(expected.smoothed().regions().get(r), naive, what);
                }
            }
        }
    }

    private static void assertSame(RegionExpected curve, NaiveExpected naive, String what) {
        assertThat(curve.distances()).as(what).isEqualTo(naive.distances());
        for (int d = 0; d < curve.distances(); d++) {
            assertThat(curve.pairs(d)).as(what).isEqualTo(naive.pairs(d));
            assertClose(curve.sum(d), naive.sum(d), what);
            assertClose(curve.at(d), naive.at(d), what);
        }
    }

    private static void assertSmoothed(RegionExpected curve, NaiveExpected naive, String what) {
        for (int d = 0; d < curve.distances(); d++) {
            assertClose(curve.at(d), naive.smoothed(d), what + ", smoothed at " + d);
        }
    }

    private static void assertClose(double value, double wanted, String what) {
        if (Double.isNaN(wanted)) {
            assertThat(value).as(what).isNaN();
        } else {
            assertThat(value).as(what).isCloseTo(wanted, within(1e-9 * Math.abs(wanted)));
        }
    }

    private static CoolerBuilder randomMap(int seed, SplittableRandom random) {
        CoolerBuilder builder =
                CoolerBuilder.map()
                        .seed(seed)
                        .chrom("chr1", 1 + random.nextInt(1_500_000))
                        .chrom("chr2", 1 + random.nextInt(15_000))
                        .chrom("chr3", 1 + random.nextInt(400_000))
                        .density(random.nextDouble())
                        .maskedFraction(random.nextInt(8) == 0 ? 1 : 0.4 * random.nextDouble())
                        .duplicates(random.nextBoolean() ? 0.1 : 0)
                        .chunk(1 + random.nextInt(1_000));
        return random.nextInt(4) == 0 ? builder.square() : builder;
    }

    /** Regions that cover part of each chromosome, cut anywhere, in any order. */
    private static View randomView(BuiltMap map, SplittableRandom random) {
        List<ViewRegion> regions = new ArrayList<>();
        for (int c = 0; c < map.chromsizes().count(); c++) {
            long size = map.chromsizes().get(c).sizeBp();
            long start = random.nextBoolean() ? 0 : random.nextLong(size);
            for (int i = 0; i < 3 && start < size; i++) {
                long end = i == 2 ? size : start + 1 + random.nextLong(size - start);
                regions.add(new ViewRegion(c + "." + i, c, start, end));
                start = end + (random.nextBoolean() ? 0 : random.nextLong(25_000));
            }
        }
        Collections.shuffle(regions, new Random(random.nextLong()));
        return View.of(map.chromsizes(), regions);
    }

    @Test
    void aSharedBinSumsInTheLaterRegionAndPairsInBoth() throws IOException {
        // Bins of 10 bp; the arms meet at 25, within bin 2. All pixels are 1.
        CoolerBuilder builder = CoolerBuilder.blank().chrom("chr1", 50).binSize(10);
        for (int row = 0; row < 5; row++) {
            for (int column = row; column < 5; column++) {
                builder.pixel(row, column, 1);
            }
        }
        BuiltMap built = builder.write(dir).base();
        ViewRegion left = new ViewRegion("left", 0, 0, 25);
        ViewRegion right = new ViewRegion("right", 0, 25, 50);
        try (CoolerFile file = CoolerFile.open(built.file())) {
            for (boolean rightIsLater : new boolean[] {true, false}) {
                View view =
                        View.of(
                                built.chromsizes(),
                                rightIsLater ? List.of(left, right) : List.of(right, left));
                List<RegionExpected> curves =
                        Expected.compute(
                                        file.map(), view, Optional.empty(), 0, 1, ScanProgress.NONE)
                                .regions();
                // Both have 3, 2 and 1 pairs; the earlier sums those of two bins only: 2, 1, 0.
                assertThat(curves.get(0).toString())
                        .isEqualTo("RegionExpected[%s, 0.5, 0.0]".formatted(2 / 3.0));
                assertThat(curves.get(1).toString()).isEqualTo("RegionExpected[1.0, 1.0, 1.0]");
            }
        }
    }

    @Test
    void smoothingKeepsAPowerLawAndTakesItsNoise() throws IOException {
        CoolerBuilder builder = CoolerBuilder.blank().chrom("chr1", 4_000_000).binSize(10_000);
        SplittableRandom random = new SplittableRandom(3);
        double[] noise = random.doubles(400, 0.5, 1.5).toArray();
        for (int row = 0; row < 400; row++) {
            for (int column = row + 1; column < 400; column++) {
                int d = column - row;
                builder.pixel(row, column, Math.rint(1e6 / d * noise[d]));
            }
        }
        try (CoolerFile file = CoolerFile.open(builder.write(dir).file())) {
            ContactMap map = file.map();
            RegionExpected curve =
                    Expected.compute(
                                    map,
                                    View.ofChromosomes(map.chromsizes()),
                                    Optional.empty(),
                                    1,
                                    2,
                                    ScanProgress.NONE)
                            .regions()
                            .getFirst();
            RegionExpected smooth = curve.smoothed();
            assertThat(smooth.at(0)).isNaN();
            double roughest = 0;
            for (int d = 20; d < 150; d++) {
                assertThat(smooth.at(d))
                        .as("distance %d", d)
                        .isCloseTo(1e6 / d, within(0.15e6 / d));
                roughest = Math.max(roughest, Math.abs(curve.at(d) * d / 1e6 - 1));
            }
            assertThat(roughest).isGreaterThan(0.4);
        }
    }

    @Test
    void theResultIsTheSameToTheLastBitOnAnyNumberOfThreads() throws IOException {
        BuiltMap built =
                CoolerBuilder.map()
                        .chrom("chr1", 8_000_000)
                        .chrom("chr2", 100_000)
                        .density(1)
                        .gzip(1)
                        .chunk(10_007)
                        .write(dir)
                        .base();
        try (CoolerFile file = CoolerFile.open(built.file())) {
            ContactMap map = file.map();
            assertThat(map.pixelCount()).isGreaterThan(1 << 18);
            View view = View.ofChromosomes(map.chromsizes());
            List<String> answers = new ArrayList<>();
            for (int threads = 1; threads <= 4; threads++) {
                Optional<Weights> weights = Optional.of(map.weights("weight"));
                answers.add(
                        Expected.compute(map, view, weights, 2, threads, ScanProgress.NONE)
                                .regions()
                                .toString());
            }
            assertThat(answers.stream().distinct()).hasSize(1);
        }
    }

    @Test
    void binsOfVariableSizeAreRefused() throws IOException {
        BuiltMap built = CoolerBuilder.map().variableBins().write(dir).base();
        try (CoolerFile file = CoolerFile.open(built.file())) {
            ContactMap map = file.map();
            View view = View.ofChromosomes(map.chromsizes());
            assertThatExceptionOfType(CoolerException.class)
                    .isThrownBy(() ->
                            Expected.compute(map, view, Optional.empty(), 0, 1, ScanProgress.NONE))
                    .withMessage(
                            "%s has bins of variable size; expected contacts need equal ones",
                            built.file());
        }
    }
}
