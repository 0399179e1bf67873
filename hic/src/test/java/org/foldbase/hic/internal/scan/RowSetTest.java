package org.foldbase.hic.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowSetTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aUnionHoldsTheRowsOfItsStretchesInRisingStretchesThatDoNotTouch(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int stretches = random.nextInt(8);
        int[] firsts = random.ints(stretches, 0, 20).toArray();
        int[] ends = random.ints(stretches, 0, 20).toArray();
        RowSet rows = RowSet.union(firsts, ends);
        for (int row = 0; row < 20; row++) {
            int r = row;
            boolean wanted =
                    IntStream.range(0, stretches).anyMatch(s -> firsts[s] <= r && r < ends[s]);
            boolean held =
                    IntStream.range(0, rows.count())
                            .anyMatch(s -> rows.first(s) <= r && r < rows.end(s));
            assertThat(held).as("row %d", row).isEqualTo(wanted);
        }
        for (int s = 0; s < rows.count(); s++) {
            assertThat(rows.first(s)).isLessThan(rows.end(s));
            assertThat(s == 0 || rows.end(s - 1) < rows.first(s)).isTrue();
        }
    }

    @Test
    void theStretchAtAPixelIsTheFirstThatEndsAfterIt() {
        RowSet rows = RowSet.union(new int[] {4, 1}, new int[] {6, 2});
        long[] offsets = {0, 3, 5, 5, 9, 10, 12};
        // Row 1 has pixels 3 and 4; rows 4 and 5 have pixels 9 to 11.
        assertThat(rows.firstEndingAfter(0, offsets)).isZero();
        assertThat(rows.firstEndingAfter(4, offsets)).isZero();
        assertThat(rows.firstEndingAfter(5, offsets)).isEqualTo(1);
        assertThat(rows.firstEndingAfter(11, offsets)).isEqualTo(1);
        assertThat(rows.firstEndingAfter(12, offsets)).isEqualTo(2);
    }
}
