package org.foldbase.server.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The distance from the centre that both axes show, in the largest unit of which the flank has one.
 *
 * @param unit bp, kb or Mb
 */
record DistanceAxis(String unit, List<Tick> ticks) {
    private static final int DECIMALS = 3;

    /**
     * A labelled distance.
     *
     * @param bins the distance from the middle of the centre bin
     */
    record Tick(double bins, String label) {}

    static DistanceAxis of(Heatmap heatmap) {
        long longest = heatmap.side() == 1 ? heatmap.binSizeBp() : heatmap.flankBp();
        int exponent = longest >= 1_000_000 ? 6 : longest >= 1_000 ? 3 : 0;
        String unit =
                switch (exponent) {
                    case 6 -> "Mb";
                    case 3 -> "kb";
                    default -> "bp";
                };
        int flankBins = heatmap.side() / 2;
        DoubleStream shares =
                heatmap.side() == 1 ? DoubleStream.of(0) : DoubleStream.of(-1, -0.5, 0, 0.5, 1);
        List<Tick> ticks =
                shares.mapToObj(share ->
                                new Tick(
                                        share * flankBins,
                                        distance(share, heatmap.flankBp(), exponent)))
                        .toList();
        return new DistanceAxis(unit, ticks);
    }

    private static String distance(double share, long flankBp, int exponent) {
        BigDecimal distance =
                BigDecimal.valueOf(flankBp)
                        .multiply(BigDecimal.valueOf(share))
                        .scaleByPowerOfTen(-exponent)
                        .setScale(DECIMALS, RoundingMode.HALF_UP);
        return distance.stripTrailingZeros().toPlainString().replace('-', '−');
    }
}
