package org.foldbase.server.pileup.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.foldbase.server.pileup.FinishedPileup;
import org.foldbase.server.view.Heatmap;
import org.foldbase.server.view.HeatmapFigure;
import org.foldbase.server.web.Links;

/**
 * What the page of a figure says of a computed pileup.
 *
 * @param scale {@code diverging} or {@code log}
 * @param min the value of the first colour, as a browser reads numbers
 * @param max of the last one
 * @param dropped numbers of regions by reason, in words; without those that did not occur
 * @param facts inputs and parameters, in words
 */
public record Figure(
        int side,
        long binSizeBp,
        String scale,
        String min,
        String max,
        boolean isOfPairs,
        long read,
        long kept,
        Map<String, Long> dropped,
        String valueLabel,
        String description,
        String caption,
        Map<String, String> facts) {

    /** Facts that the page shows elsewhere, or that are always the same. */
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "scoreDefinition",
                    "standardError",
                    "regionsRead",
                    "regionsKept",
                    "unknownChromosomes",
                    "side");

    static Figure of(FinishedPileup pileup) {
        HeatmapFigure drawn = pileup.figure();
        HeatmapFigure.Limits limits = drawn.limits().orElse(new HeatmapFigure.Limits(0.5, 2));
        Map<String, Long> dropped = new LinkedHashMap<>();
        pileup.dropped()
                .forEach((reason, count) -> {
                    if (count > 0) {
                        dropped.put(reason.words(), count);
                    }
                });
        return new Figure(
                pileup.side(),
                pileup.binSizeBp(),
                pileup.scale() == Heatmap.Scale.DIVERGING ? "diverging" : "log",
                Double.toString(limits.min()),
                Double.toString(limits.max()),
                pileup.axes() == Heatmap.Axes.ANCHORS,
                pileup.regionsRead(),
                pileup.regionsKept(),
                dropped,
                pileup.valueLabel(),
                drawn.description(),
                pileup.caption().replace("\n", ". ") + ".",
                facts(pileup));
    }

    private static Map<String, String> facts(FinishedPileup pileup) {
        Map<String, String> facts = new LinkedHashMap<>();
        pileup.provenance()
                .forEach((name, value) -> {
                    if (!ELSEWHERE.contains(name) && !name.startsWith("dropped")) {
                        facts.put(words(name), said(name, value));
                    }
                });
        return facts;
    }

    /** {@code binSizeBp} is "Bin size". */
    private static String words(String name) {
        String spaced =
                name.replaceAll("Bp$", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toLowerCase(Locale.ROOT)
                        .replace("sha256", "SHA-256");
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    private static String said(String name, Object value) {
        if (name.endsWith("Bp") && value instanceof Number bp) {
            return Links.basePairs(bp.longValue());
        }
        return switch (value) {
            case Boolean yes -> yes ? "yes" : "no";
            case Double number -> String.format(Locale.ROOT, "%.4g", number);
            case Number number -> Links.number(number.longValue());
            default -> String.valueOf(value);
        };
    }
}
