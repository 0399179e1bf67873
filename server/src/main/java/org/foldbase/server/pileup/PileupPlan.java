package org.foldbase.server.pileup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request comes to.
 *
 * @param toCompute a task each
 * @param underWay somebody asked for them already
 * @param computed they are there
 * @param impossible with the reason
 */
public record PileupPlan(
        List<Combination> toCompute,
        List<Combination> underWay,
        List<Combination> computed,
        List<Impossible> impossible) {

    public PileupPlan {
        toCompute = List.copyOf(toCompute);
        underWay = List.copyOf(underWay);
        computed = List.copyOf(computed);
        impossible = List.copyOf(impossible);
    }

    /** One cell of the grid. */
    public record Combination(
            long mapId,
            String mapName,
            long regionSetId,
            String regionSetName,
            int windowSizeBp,
            int binSizeBp,
            ValueType valueType) {}

    /**
     * One cell that can't be had.
     *
     * @param reason one sentence
     */
    public record Impossible(Combination combination, String reason) {}

    /** How many are impossible for each reason, in the order of the grid. */
    public Map<String, Long> reasons() {
        Map<String, Long> reasons = new LinkedHashMap<>();
        impossible.forEach(one -> reasons.merge(one.reason(), 1L, Long::sum));
        return reasons;
    }

    /** Whether submitting it gives any pileup. */
    public boolean isPossible() {
        return !(toCompute.isEmpty() && underWay.isEmpty() && computed.isEmpty());
    }
}
