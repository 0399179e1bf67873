package org.foldbase.server.pileup.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.foldbase.hic.pileup.PileupOptions;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.pileup.PileupPlan.Combination;
import org.foldbase.server.pileup.PileupRequest;
import org.foldbase.server.pileup.ValueType;

/**
 * One possible cell of a grid.
 *
 * @param weightName of the balancing column; none where nothing is balanced
 */
record Cell(
        DatasetView map,
        DatasetView regionSet,
        Combination combination,
        Optional<String> weightName,
        PileupRequest.Parameters parameters) {

    private static final String WEIGHT = "weight";
    private static final String IGNORE_DIAGS = "ignoreDiags";
    private static final String FLIP = "flip";

    /** The cell of a row, of the datasets as they are now. */
    static Cell of(Found found, DatasetView map, DatasetView regionSet) {
        Pileup pileup = found.pileup();
        PileupRequest.Parameters asked = asked(pileup.parameters);
        return new Cell(
                map,
                regionSet,
                new Combination(
                        map.id(),
                        map.name(),
                        regionSet.id(),
                        regionSet.name(),
                        found.region().windowSizeBp,
                        pileup.binSizeBp,
                        pileup.valueType),
                asked.weightName(),
                asked);
    }

    /** What decides about the result beside files, sizes and value type, as the row keeps it. */
    Map<String, Object> keptParameters() {
        Map<String, Object> kept = new LinkedHashMap<>();
        weightName.ifPresent(name -> kept.put(WEIGHT, name));
        parameters.ignoreDiags().ifPresent(diags -> kept.put(IGNORE_DIAGS, diags));
        if (parameters.flip()) {
            kept.put(FLIP, true);
        }
        return kept;
    }

    PileupHash hash() {
        String facts =
                """
                kernel %d
                map %s
                regions %s
                windowSizeBp %d
                binSizeBp %d
                valueType %s
                weight %s
                ignoreDiags %s
                flip %s
                """
                        .formatted(
                                org.foldbase.hic.pileup.Pileup.VERSION,
                                map.sha256().orElseThrow(),
                                regionSet.sha256().orElseThrow(),
                                combination.windowSizeBp(),
                                combination.binSizeBp(),
                                combination.valueType(),
                                weightName.orElse(""),
                                parameters.ignoreDiags().isPresent()
                                        ? parameters.ignoreDiags().getAsInt()
                                        : "",
                                parameters.flip());
        return PileupHash.of(map.id(), regionSet.id(), facts);
    }

    /** What a row keeps, as it was asked for. */
    static PileupRequest.Parameters asked(Map<String, Object> kept) {
        return new PileupRequest.Parameters(
                kept.get(IGNORE_DIAGS) instanceof Number diags
                        ? OptionalInt.of(diags.intValue())
                        : OptionalInt.empty(),
                Optional.ofNullable(kept.get(WEIGHT)).map(Object::toString),
                Boolean.TRUE.equals(kept.get(FLIP)));
    }

    /** What a row keeps, as the kernel takes it. */
    static PileupOptions options(
            long windowSizeBp, ValueType valueType, Map<String, Object> kept, int threads) {
        PileupRequest.Parameters parameters = asked(kept);
        PileupOptions.Builder options =
                PileupOptions.flank(windowSizeBp)
                        .valueType(valueType.inKernel())
                        .flip(parameters.flip())
                        .threads(threads);
        parameters.weightName().ifPresent(options::weightName);
        parameters.ignoreDiags().ifPresent(options::ignoreDiags);
        return options.build();
    }
}
