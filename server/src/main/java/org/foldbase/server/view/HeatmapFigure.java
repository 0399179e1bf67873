package org.foldbase.server.view;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A heatmap with axes in bp, kb or Mb, a colour bar, a title and a caption, ready for a talk. The
 * same heatmap gives the same bytes on every machine. Streams are left open.
 */
public final class HeatmapFigure {
    private final Heatmap heatmap;
    private final FigureLayout layout;

    public HeatmapFigure(Heatmap heatmap) {
        this.heatmap = heatmap;
        this.layout = new FigureLayout(heatmap);
    }

    /** Writes an SVG 1.1 document in UTF-8; a unit is 1/96 inch. */
    public void writeSvg(OutputStream out) throws IOException {
        SvgCanvas canvas =
                new SvgCanvas(
                        layout.width(),
                        layout.height(),
                        FigureText.oneLine(heatmap.title()),
                        layout.description());
        layout.draw(canvas);
        out.write(canvas.finished().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Writes a PNG with two pixels for each unit of the SVG. */
    public void writePng(OutputStream out) throws IOException {
        Raster raster =
                new Raster(
                        layout.width() * Canvas.PIXELS_PER_UNIT,
                        layout.height() * Canvas.PIXELS_PER_UNIT);
        layout.draw(new PngCanvas(raster));
        PngEncoder.write(raster, out);
        out.flush();
    }

    /** Writes the matrix alone as a PNG of about so many pixels a side. */
    public void writeThumbnail(OutputStream out, int pixels) throws IOException {
        CellGrid grid = layout.thumbnail(pixels);
        Raster raster = new Raster(grid.width(), grid.height());
        raster.cells(0, 0, grid);
        PngEncoder.write(raster, out);
        out.flush();
    }

    /**
     * The ends of the colour bar.
     *
     * @param min the least value with a colour of its own
     * @param max the greatest
     */
    public record Limits(double min, double max) {}

    /** The ends of the colour bar; none where no cell has a value. */
    public Optional<Limits> limits() {
        return layout.range().map(ColourRange::limits);
    }

    /** What the figure shows, in a sentence for those who do not see it. */
    public String description() {
        return layout.description();
    }
}
