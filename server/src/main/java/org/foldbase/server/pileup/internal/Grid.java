package org.foldbase.server.pileup.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.dataset.DatasetService;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.dataset.DatasetView.Resolution;
import org.foldbase.server.pileup.PileupPlan.Combination;
import org.foldbase.server.pileup.PileupPlan.Impossible;
import org.foldbase.server.pileup.PileupRequest;
import org.foldbase.server.pileup.ValueType;
import org.foldbase.server.shared.Refusal;

/**
 * The cells of a request: maps outermost, value types innermost.
 *
 * @param possible those that can be computed
 * @param impossible the others, with the reason
 */
record Grid(List<Cell> possible, List<Impossible> impossible) {

    private static final String USUAL_WEIGHT = "weight";
    private static final int MOST_SIZES_NAMED = 20;

    /** Lays out what is asked for, as far as the asker sees it. */
    static Grid of(DatasetService datasets, Actor actor, PileupRequest request) {
        Policy.require(actor, Permission.CREATE);
        requireSense(request);
        List<DatasetView> maps = datasets.require(actor, Permission.SEE, request.mapIds());
        List<DatasetView> sets = datasets.require(actor, Permission.SEE, request.regionSetIds());
        maps.forEach(
                map -> require(is(map, DatasetType.COOLER), quoted(map) + " is no contact map."));
        sets.forEach(set ->
                require(
                        is(set, DatasetType.BED) || is(set, DatasetType.BEDPE),
                        quoted(set) + " is no region set."));
        Grid grid = new Grid(new ArrayList<>(), new ArrayList<>());
        for (DatasetView map : maps) {
            for (DatasetView set : sets) {
                grid.add(map, set, request);
            }
        }
        return grid;
    }

    private static void requireSense(PileupRequest request) {
        require(!request.mapIds().isEmpty(), "Choose a contact map.");
        require(!request.regionSetIds().isEmpty(), "Choose a region set.");
        require(!request.windowSizesBp().isEmpty(), "Choose a window.");
        require(!request.binSizesBp().isEmpty(), "Choose a bin size.");
        require(!request.valueTypes().isEmpty(), "Choose a value type.");
        require(isPositive(request.windowSizesBp()), "A window is at least 1 bp to each side.");
        require(isPositive(request.binSizesBp()), "A bin is at least 1 bp.");
        require(
                request.parameters().ignoreDiags().orElse(0) >= 0,
                "Ignored diagonals are 0 or more.");
        require(
                request.size() <= PileupRequest.MOST_PILEUPS,
                String.format(
                        Locale.ROOT,
                        "That would be %,d pileups; ask for at most %,d at once.",
                        request.size(),
                        PileupRequest.MOST_PILEUPS));
    }

    private static boolean isPositive(SortedSet<Integer> sizes) {
        return sizes.first() > 0;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw Refusal.invalid(sentence);
        }
    }

    private static boolean is(DatasetView dataset, DatasetType type) {
        return dataset.type().filter(it -> it == type).isPresent();
    }

    private void add(DatasetView map, DatasetView set, PileupRequest request) {
        for (int windowSizeBp : request.windowSizesBp()) {
            for (int binSizeBp : request.binSizesBp()) {
                for (ValueType valueType : request.valueTypes()) {
                    add(
                            map,
                            set,
                            new Combination(
                                    map.id(),
                                    map.name(),
                                    set.id(),
                                    set.name(),
                                    windowSizeBp,
                                    binSizeBp,
                                    valueType),
                            request.parameters());
                }
            }
        }
    }

    private void add(
            DatasetView map,
            DatasetView set,
            Combination combination,
            PileupRequest.Parameters parameters) {
        Optional<String> hindrance =
                ofDatasets(map, set)
                        .or(() -> ofSizes(map, combination))
                        .or(() -> ofWeights(map, combination, parameters));
        if (hindrance.isPresent()) {
            impossible.add(new Impossible(combination, hindrance.get()));
            return;
        }
        Optional<String> weight =
                combination.valueType().inKernel().isBalanced()
                        ? Optional.of(weight(resolution(map, combination), parameters))
                        : Optional.empty();
        possible.add(new Cell(map, set, combination, weight, parameters));
    }

    private static Optional<String> ofDatasets(DatasetView map, DatasetView set) {
        for (DatasetView dataset : List.of(map, set)) {
            if (!dataset.isReady() || dataset.sha256().isEmpty()) {
                return Optional.of(quoted(dataset) + " is not ready.");
            }
        }
        return map.assemblyId().equals(set.assemblyId())
                ? Optional.empty()
                : Optional.of(
                        "%s and %s are of different assemblies."
                                .formatted(quoted(map), quoted(set)));
    }

    private static Optional<String> ofSizes(DatasetView map, Combination wanted) {
        long found =
                map.resolutions().stream()
                        .filter(it -> it.binSizeBp() == wanted.binSizeBp())
                        .count();
        if (found > 1) {
            return Optional.of(
                    "%s has more than one map with bins of %s: pileups of single cells are not"
                                    .formatted(quoted(map), bp(wanted.binSizeBp()))
                            + " offered.");
        }
        if (found == 0) {
            return Optional.of(
                    "%s has no bins of %s; it has %s."
                            .formatted(quoted(map), bp(wanted.binSizeBp()), binSizes(map)));
        }
        try {
            org.foldbase.hic.pileup.Pileup.side(wanted.windowSizeBp(), wanted.binSizeBp());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            String sentence = String.valueOf(e.getMessage()).replace("a flank", "A window");
            return Optional.of(sentence.replace("smaller flank", "smaller window") + ".");
        }
    }

    private static String binSizes(DatasetView map) {
        List<Resolution> all = map.resolutions();
        return all.stream()
                        .limit(MOST_SIZES_NAMED)
                        .map(it -> bp(it.binSizeBp()))
                        .collect(Collectors.joining(", "))
                + (all.size() > MOST_SIZES_NAMED
                        ? " and %d more".formatted(all.size() - MOST_SIZES_NAMED)
                        : "");
    }

    private static Optional<String> ofWeights(
            DatasetView map, Combination wanted, PileupRequest.Parameters parameters) {
        if (!wanted.valueType().inKernel().isBalanced()) {
            return Optional.empty();
        }
        List<String> weights = resolution(map, wanted).weights();
        if (weights.isEmpty()) {
            return Optional.of(
                    "%s has no balancing weights at bins of %s; take contacts as they are, or"
                                    .formatted(quoted(map), bp(wanted.binSizeBp()))
                            + " over expected (raw).");
        }
        return parameters
                .weightName()
                .filter(name -> !weights.contains(name))
                .map(name ->
                        "%s has no balancing weights named %s at bins of %s; it has %s."
                                .formatted(
                                        quoted(map),
                                        name,
                                        bp(wanted.binSizeBp()),
                                        String.join(", ", weights)));
    }

    private static Resolution resolution(DatasetView map, Combination wanted) {
        return map.resolutions().stream()
                .filter(it -> it.binSizeBp() == wanted.binSizeBp())
                .findFirst()
                .orElseThrow();
    }

    private static String weight(Resolution resolution, PileupRequest.Parameters parameters) {
        return parameters
                .weightName()
                .orElseGet(() ->
                        resolution.weights().contains(USUAL_WEIGHT)
                                ? USUAL_WEIGHT
                                : resolution.weights().getFirst());
    }

    private static String bp(long length) {
        return String.format(Locale.ROOT, "%,d bp", length);
    }

    private static String quoted(DatasetView dataset) {
        return "“" + dataset.name() + "”";
    }
}
