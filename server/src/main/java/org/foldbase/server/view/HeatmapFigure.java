package org.foldbase.server.view;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

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
}
