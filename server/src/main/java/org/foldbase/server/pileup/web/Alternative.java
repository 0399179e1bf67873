package org.foldbase.server.pileup.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.foldbase.server.pileup.PileupPlan;
import org.foldbase.server.pileup.PileupPlan.Combination;
import org.foldbase.server.pileup.PileupView;
import org.foldbase.server.pileup.ValueType;
import org.foldbase.server.web.Links;

/**
 * The same map, region set and window at another bin size or of another value type.
 *
 * @param label for people
 * @param pileupId of the one that is there
 * @param offered whether it can be computed
 * @param hindrance why it can't, or nothing
 */
public record Alternative(
        String label,
        int binSizeBp,
        ValueType valueType,
        Optional<Long> pileupId,
        boolean current,
        boolean offered,
        String hindrance) {

    private static final String WEIGHT = "weight";

    /** Every value type at the pileup's bin size. */
    static List<Alternative> valueTypes(
            PileupView of, List<PileupView> siblings, Optional<PileupPlan> plan) {
        List<Alternative> all = new ArrayList<>();
        for (ValueType type : ValueType.values()) {
            all.add(of(Words.name(type), of.binSizeBp(), type, of, siblings, plan));
        }
        return all;
    }

    /**
     * Every bin size that the map has, or that there is a pileup of, of the pileup's value type.
     */
    static List<Alternative> binSizes(
            PileupView of, List<PileupView> siblings, Optional<PileupPlan> plan) {
        TreeSet<Integer> sizes = new TreeSet<>(List.of(of.binSizeBp()));
        siblings.forEach(it -> sizes.add(it.binSizeBp()));
        plan.ifPresent(it -> possible(it).forEach(one -> sizes.add(one.binSizeBp())));
        List<Alternative> all = new ArrayList<>();
        for (int size : sizes) {
            all.add(of(Links.basePairs(size), size, of.valueType(), of, siblings, plan));
        }
        return all;
    }

    private static Alternative of(
            String label,
            int binSizeBp,
            ValueType valueType,
            PileupView of,
            List<PileupView> siblings,
            Optional<PileupPlan> plan) {
        boolean current = of.binSizeBp() == binSizeBp && of.valueType() == valueType;
        Optional<Long> there =
                siblings.stream()
                        .filter(it -> it.binSizeBp() == binSizeBp && it.valueType() == valueType)
                        .filter(it -> askedFor(it).equals(askedFor(of)))
                        .map(PileupView::id)
                        .findFirst();
        boolean offered =
                plan.stream()
                        .flatMap(it -> possible(it).stream())
                        .anyMatch(it -> it.binSizeBp() == binSizeBp && it.valueType() == valueType);
        String hindrance =
                plan.stream()
                        .flatMap(it -> it.impossible().stream())
                        .filter(it ->
                                it.combination().binSizeBp() == binSizeBp
                                        && it.combination().valueType() == valueType)
                        .map(PileupPlan.Impossible::reason)
                        .findFirst()
                        .orElse("");
        return new Alternative(
                label,
                binSizeBp,
                valueType,
                current ? Optional.of(of.id()) : there,
                current,
                offered,
                hindrance);
    }

    private static List<Combination> possible(PileupPlan plan) {
        List<Combination> possible = new ArrayList<>(plan.toCompute());
        possible.addAll(plan.underWay());
        possible.addAll(plan.computed());
        return possible;
    }

    /** The weights go with the value type. */
    private static Map<String, Object> askedFor(PileupView pileup) {
        Map<String, Object> asked = new HashMap<>(pileup.parameters());
        asked.remove(WEIGHT);
        return asked;
    }

    /** For the id of a form. */
    public String key() {
        return valueType + "-" + binSizeBp;
    }
}
