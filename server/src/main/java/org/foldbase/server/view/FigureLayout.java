package org.foldbase.server.view;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.foldbase.server.view.Canvas.Anchor;
import org.foldbase.server.view.ColourRange.Tick;
import org.foldbase.server.view.Heatmap.Axes;
import org.foldbase.server.view.Heatmap.Scale;

/** Where everything in a figure is, in units; the same for every canvas. */
final class FigureLayout {
    private static final int INK = 0x1f262e;
    private static final int SOFT_INK = 0x525c68;

    private static final TextStyle TITLE = new TextStyle(19, true, INK);
    private static final TextStyle LABEL = new TextStyle(16, false, INK);
    private static final TextStyle TICK = new TextStyle(15, false, INK);
    private static final TextStyle CAPTION = new TextStyle(13, false, SOFT_INK);
    private static final String NO_DATA_LABEL = "no data";

    private static final int PLOT_PIXELS = 1200;
    private static final int MARGIN = 24;
    private static final int TITLE_GAP = 18;
    private static final int TICK_LENGTH = 5;
    private static final int TICK_GAP = 6;
    private static final int LABEL_GAP = 12;
    private static final int VALUE_LABEL_GAP = 15;
    private static final int BAR_GAP = 28;
    private static final int BAR_WIDTH = 16;
    private static final int SWATCH_SPACE = 44;
    private static final int CAPTION_GAP = 22;
    private static final int CAPTION_LINE = 19;
    private static final int MAX_CAPTION_LINES = 30;

    private final Heatmap heatmap;
    private final Optional<ColourRange> range;
    private final DistanceAxis axis;
    private final CellGrid cells;
    private final CellGrid bar;
    private final boolean gaps;
    private final String title;
    private final String valueLabel;
    private final List<String> caption;
    private final int plotLeft;
    private final int plotTop;
    private final double plotSize;
    private final double barLeft;
    private final double tickLabelLeft;
    private final double valueLabelBaseline;
    private final double axisLabelBaseline;
    private final int width;
    private final int height;

    FigureLayout(Heatmap heatmap) {
        this.heatmap = heatmap;
        this.range = ColourRange.of(heatmap.values(), heatmap.scale());
        this.axis = DistanceAxis.of(heatmap);
        this.title = FigureText.oneLine(heatmap.title());
        this.gaps = range.isEmpty() || Arrays.stream(heatmap.values()).anyMatch(Double::isNaN);
        int[] colours =
                heatmap.scale() == Scale.DIVERGING ? ColourMap.diverging() : ColourMap.sequential();
        int side = heatmap.side();
        int cellPixels = Math.max(1, (PLOT_PIXELS + side / 2) / side);
        this.cells = new CellGrid(side, side, cellPixels, cellPixels, cellColours(colours));
        this.plotSize = units(cells.width());
        this.bar = barOf(colours, cells.height());

        double distanceWidth =
                axis.ticks().stream().mapToDouble(tick -> TICK.width(tick.label())).max().orElse(0);
        this.plotLeft =
                MARGIN
                        + (int) LABEL.size()
                        + LABEL_GAP
                        + (int) Math.ceil(distanceWidth)
                        + TICK_GAP
                        + TICK_LENGTH;
        this.plotTop = MARGIN + (title.isEmpty() ? 0 : (int) TITLE.size() + TITLE_GAP);
        this.barLeft = plotLeft + plotSize + BAR_GAP;
        this.tickLabelLeft = barLeft + BAR_WIDTH + TICK_LENGTH + TICK_GAP;
        double tickLabelWidth =
                range.stream()
                        .flatMap(known -> known.ticks().stream())
                        .mapToDouble(tick -> TICK.width(tick.label()))
                        .max()
                        .orElse(0);
        double legendWidth = Math.max(tickLabelWidth, TICK.width(NO_DATA_LABEL));
        this.valueLabel = shortenedValueLabel();
        double ascent = Math.ceil(LABEL.size() * 0.8);
        this.valueLabelBaseline =
                Math.ceil(tickLabelLeft + tickLabelWidth + VALUE_LABEL_GAP + ascent);
        double right =
                Math.max(
                        valueLabel.isEmpty() ? 0 : valueLabelBaseline + LABEL.size() / 4,
                        tickLabelLeft + legendWidth);
        this.width = (int) Math.ceil(right) + MARGIN;

        double ticksBottom = plotTop + plotSize + TICK_LENGTH + TICK_GAP + TICK.capHeight();
        this.axisLabelBaseline = Math.ceil(ticksBottom + LABEL_GAP + LABEL.capHeight());
        String words = heatmap.caption();
        this.caption =
                words.isBlank()
                        ? List.of()
                        : FigureText.wrapped(
                                words, width - MARGIN - plotLeft, MAX_CAPTION_LINES, CAPTION);
        double captionHeight =
                caption.isEmpty() ? 0 : CAPTION_GAP + CAPTION_LINE * (double) caption.size();
        this.height =
                (int) Math.ceil(axisLabelBaseline + LABEL.size() / 4 + captionHeight) + MARGIN;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    Optional<ColourRange> range() {
        return range;
    }

    /** The matrix alone, in few pixels: some cells are left out where there are more of them. */
    CellGrid thumbnail(int pixels) {
        int side = heatmap.side();
        int step = Math.ceilDiv(side, pixels);
        int shown = Math.ceilDiv(side, step);
        int[] rgb = new int[shown * shown];
        for (int row = 0; row < shown; row++) {
            for (int column = 0; column < shown; column++) {
                rgb[row * shown + column] = cells.rgb()[row * step * side + column * step];
            }
        }
        int cellPixels = Math.max(1, pixels / shown);
        return new CellGrid(shown, shown, cellPixels, cellPixels, rgb);
    }

    void draw(Canvas canvas) {
        drawTitle(canvas);
        canvas.image(plotLeft, plotTop, cells);
        frame(canvas, plotLeft, plotTop, plotSize, plotSize);
        drawAxes(canvas);
        drawColourBar(canvas);
        for (int line = 0; line < caption.size(); line++) {
            double baseline =
                    axisLabelBaseline
                            + LABEL.size() / 4
                            + CAPTION_GAP
                            + CAPTION_LINE * (line + 0.5);
            canvas.text(caption.get(line), plotLeft, baseline, Anchor.START, CAPTION);
        }
    }

    /** What the figure shows, in a sentence for those who do not see it. */
    String description() {
        String size =
                String.format(
                        Locale.ROOT,
                        "Heatmap of %d × %d bins of %d bp, upstream upper left; distances from −%d"
                                + " to %d bp.",
                        heatmap.side(),
                        heatmap.side(),
                        heatmap.binSizeBp(),
                        heatmap.flankBp(),
                        heatmap.flankBp());
        if (range.isEmpty()) {
            return size + " No cell has data.";
        }
        List<Tick> ticks = range.get().ticks();
        return "%s Colours: %s from %s to %s."
                .formatted(
                        size,
                        valueLabel.isEmpty() ? "values" : valueLabel,
                        ticks.getFirst().label(),
                        ticks.getLast().label());
    }

    private int[] cellColours(int[] colours) {
        double[] values = heatmap.values();
        int[] rgb = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            rgb[i] =
                    Double.isNaN(values[i]) || range.isEmpty()
                            ? ColourMap.NO_DATA
                            : colours[range.get().level(values[i])];
        }
        return rgb;
    }

    /** The colours from high to low, each as many pixels high as leaves room for the swatch. */
    private static CellGrid barOf(int[] colours, int plotPixels) {
        int space = plotPixels - SWATCH_SPACE * Canvas.PIXELS_PER_UNIT;
        int levelPixels = Math.max(1, space / colours.length);
        int[] fromTop = new int[colours.length];
        Arrays.setAll(fromTop, i -> colours[colours.length - 1 - i]);
        return new CellGrid(
                1, colours.length, BAR_WIDTH * Canvas.PIXELS_PER_UNIT, levelPixels, fromTop);
    }

    private String shortenedValueLabel() {
        String factor = range.map(ColourRange::factor).orElse("");
        String suffix = factor.isEmpty() ? "" : " (" + factor + ")";
        double space = units(bar.height()) - LABEL.width(suffix);
        String words = FigureText.oneLine(heatmap.valueLabel());
        return range.isEmpty() ? "" : (FigureText.shortened(words, space, LABEL) + suffix).strip();
    }

    private void drawTitle(Canvas canvas) {
        if (!title.isEmpty()) {
            double space = width - MARGIN - plotLeft;
            double baseline = Math.ceil(MARGIN + TITLE.capHeight());
            String shown = FigureText.shortened(title, space, TITLE);
            canvas.text(shown, plotLeft, baseline, Anchor.START, TITLE);
        }
    }

    private void drawAxes(Canvas canvas) {
        double bottom = plotTop + plotSize + 1;
        double left = plotLeft - 1;
        double cell = units(cells.cellWidth());
        int centre = heatmap.side() / 2;
        for (DistanceAxis.Tick tick : axis.ticks()) {
            double offset = snapped((centre + tick.bins() + 0.5) * cell);
            double x = plotLeft + offset;
            double y = plotTop + offset;
            canvas.line(x, bottom, x, bottom + TICK_LENGTH, INK);
            canvas.line(left - TICK_LENGTH, y, left, y, INK);
            double below = Math.ceil(bottom + TICK_LENGTH + TICK_GAP + TICK.capHeight());
            canvas.text(tick.label(), x, below, Anchor.MIDDLE, TICK);
            canvas.text(
                    tick.label(),
                    left - TICK_LENGTH - TICK_GAP,
                    snapped(y + TICK.capHeight() / 2),
                    Anchor.END,
                    TICK);
        }
        boolean pairs = heatmap.axes() == Axes.ANCHORS;
        String rows =
                "Distance from %s (%s)".formatted(pairs ? "first anchor" : "centre", axis.unit());
        String columns =
                "Distance from %s (%s)".formatted(pairs ? "second anchor" : "centre", axis.unit());
        double middle = snapped(plotSize / 2);
        canvas.text(columns, plotLeft + middle, axisLabelBaseline, Anchor.MIDDLE, LABEL);
        canvas.textUpwards(
                rows,
                MARGIN + Math.ceil(LABEL.capHeight()),
                plotTop + middle,
                Anchor.MIDDLE,
                LABEL);
    }

    private void drawColourBar(Canvas canvas) {
        double barHeight = units(bar.height());
        if (range.isPresent()) {
            canvas.image(barLeft, plotTop, bar);
            frame(canvas, barLeft, plotTop, BAR_WIDTH, barHeight);
            double right = barLeft + BAR_WIDTH + 1;
            for (Tick tick : range.get().ticks()) {
                // The first and the last tick continue the frame.
                double y = snapped(plotTop - 0.5 + (barHeight + 1) * (1 - tick.position()));
                canvas.line(right, y, right + TICK_LENGTH, y, INK);
                double baseline = snapped(y + TICK.capHeight() / 2);
                canvas.text(tick.label(), tickLabelLeft + 1, baseline, Anchor.START, TICK);
            }
            if (!valueLabel.isEmpty()) {
                double middle = plotTop + snapped(barHeight / 2);
                canvas.textUpwards(valueLabel, valueLabelBaseline, middle, Anchor.MIDDLE, LABEL);
            }
        }
        if (gaps) {
            double top = plotTop + plotSize - BAR_WIDTH;
            canvas.rect(barLeft, top, BAR_WIDTH, BAR_WIDTH, ColourMap.NO_DATA);
            frame(canvas, barLeft, top, BAR_WIDTH, BAR_WIDTH);
            double baseline = snapped(top + BAR_WIDTH / 2.0 + TICK.capHeight() / 2);
            canvas.text(NO_DATA_LABEL, tickLabelLeft + 1, baseline, Anchor.START, TICK);
        }
    }

    /** A frame of one unit outside a rectangle. */
    private static void frame(Canvas canvas, double x, double y, double width, double height) {
        double left = x - 0.5;
        double right = x + width + 0.5;
        canvas.line(left - 0.5, y - 0.5, right + 0.5, y - 0.5, INK);
        canvas.line(left - 0.5, y + height + 0.5, right + 0.5, y + height + 0.5, INK);
        canvas.line(left, y, left, y + height, INK);
        canvas.line(right, y, right, y + height, INK);
    }

    private static double units(int pixels) {
        return (double) pixels / Canvas.PIXELS_PER_UNIT;
    }

    /** To the nearest whole pixel. */
    private static double snapped(double units) {
        return Math.floor(units * Canvas.PIXELS_PER_UNIT + 0.5) / Canvas.PIXELS_PER_UNIT;
    }
}
