package org.foldbase.hic.genome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected assignments were checked against bioframe's {@code assign_view}. */
class ViewTest {
    private static final Chromsizes CHROMSIZES =
            Chromsizes.of(
                    List.of(
                            new Chromosome("a", 250),
                            new Chromosome("b", 100),
                            new Chromosome("c", 90)));

    /** Arms of a meet at 100; b has a gap before 20 and behind 50; c is not in the view. */
    private static final View ARMS =
            View.of(
                    CHROMSIZES,
                    List.of(
                            new ViewRegion("b", 1, 20, 50),
                            new ViewRegion("a_q", 0, 100, 250),
                            new ViewRegion("a_p", 0, 0, 100)));

    @ParameterizedTest(name = "[{0}, {1}) of a belongs to {2}")
    @CsvSource({
        "10,  20,  a_p",
        "0,   250, a_q",
        "80,  110, a_p",
        "90,  120, a_q",
        "99,  100, a_p",
        "100, 101, a_q",
        "240, 300, a_q",
    })
    void aRegionBelongsToTheArmThatItOverlapsMost(long start, long end, String arm) {
        assertThat(assigned(0, start, end)).isEqualTo(arm);
    }

    @Test
    void aRegionInWhoseMiddleTwoArmsMeetBelongsToTheRightOneAsItsCentreDoes() {
        assertThat(assigned(0, 90, 110)).isEqualTo("a_q");
        assertThat(assigned(0, 100, 100)).isEqualTo("a_q");
    }

    @Test
    void ofEqualsThatStartWithinTheRegionTheFirstIsTaken() {
        View tiles =
                View.of(
                        CHROMSIZES,
                        List.of(
                                new ViewRegion("third", 0, 20, 30),
                                new ViewRegion("first", 0, 0, 10),
                                new ViewRegion("second", 0, 10, 20)));

        assertThat(tiles.assign(0, 0, 30)).hasValue(1);
        assertThat(tiles.assign(0, 5, 15)).hasValue(2);
    }

    @ParameterizedTest(name = "the point {0} of a belongs to {1}")
    @CsvSource({"0, a_p", "50, a_p", "99, a_p", "100, a_q", "249, a_q"})
    void anEmptyRangeIsWhereItsStartIs(long point, String arm) {
        assertThat(assigned(0, point, point)).isEqualTo(arm);
    }

    @ParameterizedTest(name = "[{1}, {2}) of chromosome {0}")
    @CsvSource({
        "0, 250, 250",
        "0, 250, 260",
        "1, 0,   20",
        "1, 19,  19",
        "1, 50,  60",
        "1, 50,  50",
        "2, 0,   90",
    })
    void aRegionThatOverlapsNoneBelongsToNone(int chrom, long start, long end) {
        assertThat(ARMS.assign(chrom, start, end)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theAssignmentIsThatOfComparingEveryRegion(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            View view = randomView(random);
            long start = random.nextInt(260);
            long end = start + random.nextInt(60);

            assertThat(view.assign(0, start, end).orElse(-1))
                    .as("seed %d, %s, [%d, %d)", seed, view.regions(), start, end)
                    .isEqualTo(naive(view, start, end));
        }
    }

    private static View randomView(Random random) {
        List<ViewRegion> regions = new ArrayList<>();
        long position = random.nextInt(30);
        while (position < 240) {
            long end = Math.min(250, position + 1 + random.nextInt(50));
            if (random.nextInt(6) > 0) {
                regions.add(new ViewRegion("at" + position, 0, position, end));
            }
            position = end;
        }
        Collections.shuffle(regions, random);
        return View.of(CHROMSIZES, regions);
    }

    /** Most shared bases; then those that start within the range; then the leftmost. */
    private static int naive(View view, long start, long end) {
        int best = -1;
        long bestRank = -1;
        for (int index = 0; index < view.regions().size(); index++) {
            ViewRegion region = view.regions().get(index);
            int shared = 0;
            for (long base = start; base < Math.max(end, start + 1); base++) {
                if (base >= region.startBp() && base < region.endBp()) {
                    shared++;
                }
            }
            long within = region.startBp() >= start ? 1 : 0;
            long rank = shared * 1_000_000L + within * 1000 + (999 - region.startBp());
            if (shared > 0 && rank > bestRank) {
                best = index;
                bestRank = rank;
            }
        }
        return best;
    }

    @Test
    void theDefaultViewIsEveryWholeChromosomeUnderItsName() {
        View view = View.ofChromosomes(CHROMSIZES);

        assertThat(view.regions())
                .containsExactly(
                        new ViewRegion("a", 0, 0, 250),
                        new ViewRegion("b", 1, 0, 100),
                        new ViewRegion("c", 2, 0, 90));
        assertThat(view.assign(1, 99, 99)).hasValue(1);
        assertThat(view.assign(1, 100, 120)).isEmpty();
    }

    @Test
    void theRegionsKeepTheOrderInWhichTheyWereGiven() {
        assertThat(ARMS.regions()).extracting(ViewRegion::name).containsExactly("b", "a_q", "a_p");
    }

    @Test
    void regionsThatOverlapAreRefused() {
        assertThatThrownBy(() ->
                        View.of(
                                CHROMSIZES,
                                List.of(
                                        new ViewRegion("right", 0, 99, 250),
                                        new ViewRegion("other", 1, 0, 100),
                                        new ViewRegion("left", 0, 0, 100))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("view regions left and right overlap");
    }

    @Test
    void twoRegionsOfOneNameAreRefused() {
        assertThatThrownBy(() ->
                        View.of(
                                CHROMSIZES,
                                List.of(
                                        new ViewRegion("p", 0, 0, 100),
                                        new ViewRegion("p", 1, 0, 100))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("view region p is named twice");
    }

    @Test
    void aRegionBeyondItsChromosomeIsRefused() {
        assertThatThrownBy(() -> View.of(CHROMSIZES, List.of(new ViewRegion("long", 1, 0, 101))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("view region long ends at 101, but b is 100 bp long");
    }

    @Test
    void anEmptyBackwardsOrNamelessRegionIsRefused() {
        assertThatThrownBy(() -> new ViewRegion("r", 0, 5, 5))
                .hasMessage("view region r: start 5 and end 5 are not a range");
        assertThatThrownBy(() -> new ViewRegion("r", 0, -1, 5))
                .hasMessage("view region r: start -1 and end 5 are not a range");
        assertThatThrownBy(() -> new ViewRegion("", 0, 0, 5))
                .hasMessage("a view region needs a name");
    }

    private static String assigned(int chrom, long start, long end) {
        return ARMS.regions().get(ARMS.assign(chrom, start, end).orElseThrow()).name();
    }
}
