package org.foldbase.server.pileup;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.foldbase.hic.bed.RegionFile;
import org.foldbase.hic.bed.RegionFormat;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.pileup.DropReason;
import org.foldbase.hic.pileup.PileupOptions;
import org.foldbase.hic.pileup.PileupResult;
import org.foldbase.hic.pileup.RegionCounts;

/**
 * A pileup with all that is needed to make it again. Nothing in it depends on when, where or on how
 * many threads it was made.
 *
 * @param mapUri the map's file name, with its group
 * @param mapSha256 of the whole file, in hexadecimal
 * @param regionsFile file name
 * @param regionsSha256 likewise
 * @param skippedLines bad lines of the region file that were passed over
 * @param viewFile file name, with the SHA-256 after a blank; empty for whole chromosomes
 */
public record PileupReport(
        String mapUri,
        String mapSha256,
        String regionsFile,
        String regionsSha256,
        RegionFormat format,
        int skippedLines,
        Optional<String> viewFile,
        PileupOptions options,
        PileupResult result) {

    /**
     * A file that a pileup was computed from.
     *
     * @param name as people know it
     * @param sha256 in hexadecimal
     */
    public record Source(String name, String sha256) {}

    /** What is said of a pileup of a map and regions from these files. */
    public static PileupReport of(
            Source mapFile,
            ContactMap map,
            Source regionsFile,
            RegionFile regions,
            Optional<String> viewFile,
            PileupOptions options,
            PileupResult result) {
        return new PileupReport(
                mapFile.name() + (map.group().equals("/") ? "" : "::" + map.group()),
                mapFile.sha256(),
                regionsFile.name(),
                regionsFile.sha256(),
                regions.format(),
                regions.badLines().count(),
                viewFile,
                options,
                result);
    }

    /** Inputs, parameters and counts by name, in the order in which a reader wants them. */
    public Map<String, Object> provenance() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("map", mapUri);
        facts.put("mapSha256", mapSha256);
        facts.put("regions", regionsFile);
        facts.put("regionsSha256", regionsSha256);
        facts.put("regionsFormat", format.name());
        facts.put("view", viewFile.orElse("whole chromosomes"));
        facts.put("binSizeBp", result.binSizeBp());
        facts.put("flankBp", result.flankBp());
        facts.put("side", (long) result.side());
        facts.put("valueType", options.valueType().name());
        if (options.valueType().isBalanced()) {
            facts.put("weight", options.weightName());
        }
        facts.put("reduction", options.reduction().name());
        if (options.valueType().isOverExpected()) {
            facts.put("expected", options.smoothExpected() ? "SMOOTHED_LOG_DISTANCE" : "PLAIN");
        }
        facts.put("ignoreDiags", (long) result.ignoreDiags());
        facts.put("edges", options.edges().name());
        facts.put("flip", options.flip());
        facts.put("bothTriangles", options.bothTriangles());
        facts.put("controls", (long) options.controls());
        if (options.controls() > 0) {
            facts.put("seed", options.seed());
        }
        facts.put("scoreSize", (long) options.scoreSize());
        facts.put("score", result.score());
        facts.put("scoreDefinition", scoreDefinition());
        facts.put("standardError", standardErrorDefinition());
        addCounts(facts, result.regions());
        return facts;
    }

    private void addCounts(Map<String, Object> facts, RegionCounts counts) {
        facts.put("skippedLines", (long) skippedLines);
        facts.put("regionsRead", counts.read());
        facts.put("regionsKept", counts.kept());
        for (DropReason reason : DropReason.values()) {
            facts.put(nameOf(reason), counts.dropped().getOrDefault(reason, 0L));
        }
        facts.put("unknownChromosomes", counts.unknownChromosomes());
        facts.put("reversedPairs", counts.reversedPairs());
        if (options.controls() > 0) {
            facts.put("controlsPlaced", counts.controlsPlaced());
            facts.put("controlsMissed", counts.controlsMissed());
        }
    }

    private String scoreDefinition() {
        return String.format(
                Locale.ROOT,
                "mean of the %1$d x %1$d centre cells over mean of the four %1$d x %1$d corners, NaN left out",
                options.scoreSize());
    }

    private String standardErrorDefinition() {
        return switch (options.reduction()) {
            case MEAN ->
                    options.controls() == 0
                            ? "sample standard deviation over the square root of the count"
                            : "of the ratio of two means, to first order";
            case MEDIAN, SUM_RATIO -> "none, all NaN";
        };
    }

    /** The name of the number of regions that were dropped for a reason. */
    static String nameOf(DropReason reason) {
        StringBuilder name = new StringBuilder("dropped");
        for (String word : reason.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return name.toString();
    }
}
