package org.foldbase.hic.pileup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegionCountsTest {
    @Test
    void reasonsComeInTheirOrderInEveryProcess() {
        RegionCounts.Tally tally = new RegionCounts.Tally();
        int count = 0;
        for (DropReason reason : DropReason.values()) {
            tally.drop(reason, ++count);
        }
        RegionCounts counts = tally.done();
        assertThat(counts.dropped().keySet()).containsExactly(DropReason.values());
        assertThat(counts.droppedInWords())
                .isEqualTo(
                        "1 on a chromosome that the map does not have, 2 outside every view region,"
                                + " 3 with anchors on different view regions, 4 with a window over"
                                + " the edge of the view region, 5 without a finite value in the"
                                + " window");
    }
}
