package org.foldbase.server.pileup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.foldbase.hic.bed.RegionFormat;
import org.foldbase.hic.pileup.PileupResult;
import org.foldbase.server.view.Heatmap;
import org.foldbase.server.view.HeatmapFigure;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of a pileup: the matrix as {@code .tsv} under a commented header and as {@code .npy}
 * ({@code <f8}, side × side), {@code .counts.npy} (finite values a cell, {@code <i8}), {@code
 * .stderr.npy} ({@code <f8}), {@code .json} (provenance) and the figure as {@code .png} and {@code
 * .svg}. The same report gives the same bytes everywhere.
 */
public final class PileupFiles {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final List<String> ENDINGS =
            List.of(".tsv", ".npy", ".counts.npy", ".stderr.npy", ".json", ".png", ".svg");

    private PileupFiles() {}

    /** The files that {@link #write} writes, whether they exist or not. */
    public static List<Path> paths(Path prefix) {
        return ENDINGS.stream()
                .map(ending -> prefix.resolveSibling(prefix.getFileName() + ending))
                .toList();
    }

    /**
     * Writes all files, or none.
     *
     * @param prefix of the files' names; its folder must exist
     * @return what was written
     */
    public static List<Path> write(Path prefix, PileupReport report) throws IOException {
        PileupResult result = report.result();
        int side = result.side();
        HeatmapFigure figure = new HeatmapFigure(heatmap(report));
        List<FileSet.Content> contents =
                List.of(
                        out -> writeTsv(out, report),
                        out -> NpyFile.write(out, result.values(), side, side),
                        out -> NpyFile.write(out, result.finiteCounts(), side, side),
                        out -> NpyFile.write(out, result.standardErrors(), side, side),
                        out -> writeJson(out, report),
                        figure::writePng,
                        figure::writeSvg);
        List<Path> paths = paths(prefix);
        FileSet.write(paths, contents);
        return paths;
    }

    private static void writeTsv(OutputStream out, PileupReport report) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("# Foldbase pileup; rows and columns from upstream to downstream\n");
        report.provenance()
                .forEach((name, value) ->
                        text.append("# ").append(name).append(": ").append(value).append('\n'));
        PileupResult result = report.result();
        for (int row = 0; row < result.side(); row++) {
            for (int column = 0; column < result.side(); column++) {
                text.append(column == 0 ? "" : "\t")
                        .append(result.values()[row * result.side() + column]);
            }
            text.append('\n');
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void writeJson(OutputStream out, PileupReport report) throws IOException {
        out.write(JSON.writeValueAsBytes(report.provenance()));
        out.write('\n');
    }

    private static Heatmap heatmap(PileupReport report) {
        PileupResult result = report.result();
        return new Heatmap(
                result.values(),
                result.side(),
                result.binSizeBp(),
                scale(report),
                report.format() == RegionFormat.BED
                        ? Heatmap.Axes.REGION_CENTRE
                        : Heatmap.Axes.ANCHORS,
                "%s · %s".formatted(report.regionsFile(), report.mapUri()),
                caption(report),
                valueLabel(report));
    }

    private static Heatmap.Scale scale(PileupReport report) {
        return report.options().valueType().isOverExpected() || report.options().controls() > 0
                ? Heatmap.Scale.DIVERGING
                : Heatmap.Scale.LOG;
    }

    private static String caption(PileupReport report) {
        PileupResult result = report.result();
        return String.format(
                Locale.ROOT,
                "%,d of %,d %s; %s of %s, %s bins, ± %s; score %s\nDropped: %s",
                result.regions().kept(),
                result.regions().read(),
                report.format() == RegionFormat.BED ? "regions" : "pairs",
                words(report.options().reduction().name()),
                valueLabel(report),
                length(result.binSizeBp()),
                length(result.flankBp()),
                Double.isNaN(result.score())
                        ? "not defined"
                        : String.format(Locale.ROOT, "%.3f", result.score()),
                result.regions().droppedInWords());
    }

    private static String length(long bp) {
        if (bp > 0 && bp % 1_000_000 == 0) {
            return bp / 1_000_000 + "\u00a0Mb";
        }
        return bp > 0 && bp % 1000 == 0 ? bp / 1000 + "\u00a0kb" : bp + "\u00a0bp";
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String valueLabel(PileupReport report) {
        String value =
                switch (report.options().valueType()) {
                    case RAW -> "contacts";
                    case BALANCED -> "balanced contacts";
                    case OBS_EXP -> "observed / expected";
                    case OBS_EXP_RAW -> "observed / expected (raw)";
                };
        return report.options().controls() > 0 ? value + ", over controls" : value;
    }
}
