package org.foldbase.server.pileup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.foldbase.hic.bed.RegionFormat;
import org.foldbase.hic.pileup.DropReason;
import org.foldbase.hic.pileup.PileupResult;
import org.foldbase.hic.pileup.RegionCounts;
import org.foldbase.server.view.Heatmap;
import org.foldbase.server.view.HeatmapFigure;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A pileup as its files hold it: the matrix, how many windows have a value in each cell, and what
 * it was computed from. All tables and figures are made of this, so that those of a command and
 * those of a server are the same to the byte.
 */
public final class FinishedPileup {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Map<String, Object> provenance;
    private final double[] values;
    private final long[] finiteCounts;

    private FinishedPileup(Map<String, Object> provenance, double[] values, long[] finiteCounts) {
        this.provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        this.values = values;
        this.finiteCounts = finiteCounts;
    }

    /** What was just computed. */
    public static FinishedPileup of(PileupReport report) {
        PileupResult result = report.result();
        return new FinishedPileup(report.provenance(), result.values(), result.finiteCounts());
    }

    /**
     * Reads what {@link #writeMatrix}, {@link #writeCounts} and {@link #writeProvenance} wrote.
     *
     * @throws IOException if a file can't be read or the three are not of one pileup
     */
    public static FinishedPileup read(Path matrix, Path counts, Path provenance)
            throws IOException {
        Map<String, Object> facts;
        try {
            facts =
                    JSON.readValue(
                            Files.readAllBytes(provenance),
                            new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JacksonException e) {
            throw new IOException("the provenance of a pileup is not JSON", e);
        }
        FinishedPileup pileup =
                new FinishedPileup(facts, NpyFile.readDoubles(matrix), NpyFile.readLongs(counts));
        long cells = (long) pileup.side() * pileup.side();
        if (pileup.values.length != cells || pileup.finiteCounts.length != cells) {
            throw new IOException("the files of a pileup are not of one size");
        }
        return pileup;
    }

    /** The same numbers of files of the same content that have other names. */
    public FinishedPileup named(String map, String regions) {
        Map<String, Object> facts = new LinkedHashMap<>(provenance);
        String uri = text("map");
        int group = uri.indexOf("::");
        facts.put("map", group < 0 ? map : map + uri.substring(group));
        facts.put("regions", regions);
        return new FinishedPileup(facts, values, finiteCounts);
    }

    /** Inputs, parameters and counts by name, as {@link PileupReport#provenance} says them. */
    public Map<String, Object> provenance() {
        return provenance;
    }

    /** Bins along each axis. */
    public int side() {
        return Math.toIntExact(number("side"));
    }

    public long binSizeBp() {
        return number("binSizeBp");
    }

    /** The averages, row by row; NaN where no window has a value. Not copied: do not change it. */
    public double[] values() {
        return values;
    }

    /** The windows with a value, cell by cell. Not copied: do not change it. */
    public long[] finiteCounts() {
        return finiteCounts;
    }

    /** Regions, or pairs, that were in the file. */
    public long regionsRead() {
        return number("regionsRead");
    }

    /** Regions, or pairs, with a part in the average. */
    public long regionsKept() {
        return number("regionsKept");
    }

    /** The other regions by reason, every reason with its number. */
    public Map<DropReason, Long> dropped() {
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            dropped.put(reason, number(PileupReport.nameOf(reason)));
        }
        return dropped;
    }

    /** How values become colours. */
    public Heatmap.Scale scale() {
        return overExpected() || number("controls") > 0
                ? Heatmap.Scale.DIVERGING
                : Heatmap.Scale.LOG;
    }

    /** What the cells mean, such as {@code observed / expected}. */
    public String valueLabel() {
        String value = ValueType.valueOf(text("valueType")).label();
        return number("controls") > 0 ? value + ", over controls" : value;
    }

    /** What the axes measure the distance from. */
    public Heatmap.Axes axes() {
        return isOfPairs() ? Heatmap.Axes.ANCHORS : Heatmap.Axes.REGION_CENTRE;
    }

    /** Writes the averages as {@code .npy} of {@code <f8}. */
    public void writeMatrix(OutputStream out) throws IOException {
        NpyFile.write(out, values, side(), side());
    }

    /** Writes the counts as {@code .npy} of {@code <i8}. */
    public void writeCounts(OutputStream out) throws IOException {
        NpyFile.write(out, finiteCounts, side(), side());
    }

    /** Writes the provenance as JSON. */
    public void writeProvenance(OutputStream out) throws IOException {
        out.write(JSON.writeValueAsBytes(provenance));
        out.write('\n');
    }

    /** Writes the averages, tab-separated, under the provenance in lines that begin with #. */
    public void writeTsv(OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("# Foldbase pileup; rows and columns from upstream to downstream\n");
        provenance.forEach((name, value) ->
                text.append("# ").append(name).append(": ").append(value).append('\n'));
        int side = side();
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                text.append(column == 0 ? "" : "\t").append(values[row * side + column]);
            }
            text.append('\n');
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The figure, with axes, colour bar, title and caption. */
    public HeatmapFigure figure() {
        return new HeatmapFigure(heatmap());
    }

    Heatmap heatmap() {
        return new Heatmap(
                values,
                side(),
                binSizeBp(),
                scale(),
                axes(),
                "%s · %s".formatted(text("regions"), text("map")),
                caption(),
                valueLabel());
    }

    /** All parameters and counts, in two lines. */
    public String caption() {
        String score = text("score");
        return String.format(
                Locale.ROOT,
                "%,d of %,d %s; %s of %s, %s bins, ± %s; score %s\nDropped: %s",
                regionsKept(),
                regionsRead(),
                isOfPairs() ? "pairs" : "regions",
                text("reduction").toLowerCase(Locale.ROOT).replace('_', ' '),
                valueLabel(),
                length(binSizeBp()),
                length(number("flankBp")),
                score.equals("NaN")
                        ? "not defined"
                        : String.format(Locale.ROOT, "%.3f", Double.parseDouble(score)),
                droppedInWords());
    }

    private String droppedInWords() {
        return new RegionCounts(regionsRead(), regionsKept(), dropped(), new TreeMap<>(), 0, 0, 0)
                .droppedInWords();
    }

    private boolean isOfPairs() {
        return text("regionsFormat").equals(RegionFormat.BEDPE.name());
    }

    private boolean overExpected() {
        return ValueType.valueOf(text("valueType")).inKernel().isOverExpected();
    }

    private long number(String name) {
        if (provenance.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("the provenance has no number " + name);
    }

    private String text(String name) {
        return String.valueOf(provenance.get(name));
    }

    private static String length(long bp) {
        if (bp > 0 && bp % 1_000_000 == 0) {
            return bp / 1_000_000 + "\u00a0Mb";
        }
        return bp > 0 && bp % 1000 == 0 ? bp / 1000 + "\u00a0kb" : bp + "\u00a0bp";
    }
}
