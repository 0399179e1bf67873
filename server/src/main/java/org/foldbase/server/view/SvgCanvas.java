package org.foldbase.server.view;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/**
 * Draws as SVG 1.1 markup. Text stays text; the length of longer ones is given, so that another
 * font than the one measured does not change the figure. Matrices are embedded PNGs with as many
 * pixels as they are drawn with, which stay sharp also in programs that smooth pictures.
 */
final class SvgCanvas implements Canvas {
    private static final double FREE_LENGTH = 60;

    private final StringBuilder svg = new StringBuilder(1 << 16);

    SvgCanvas(int width, int height, String title, String description) {
        svg.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .append(" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"");
        attribute("width", width);
        attribute("height", height);
        svg.append(" viewBox=\"0 0 ").append(width).append(' ').append(height).append('"');
        svg.append(
                " role=\"img\" font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n");
        svg.append("<title>");
        escaped(title);
        svg.append("</title>\n<desc>");
        escaped(description);
        svg.append("</desc>\n");
        rect(0, 0, width, height, 0xffffff);
    }

    /** The document; nothing can be drawn after. */
    String finished() {
        return svg.append("</svg>\n").toString();
    }

    @Override
    public void rect(double x, double y, double width, double height, int rgb) {
        svg.append("<rect");
        attribute("x", x);
        attribute("y", y);
        attribute("width", width);
        attribute("height", height);
        colour("fill", rgb);
        svg.append("/>\n");
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, int rgb) {
        svg.append("<line");
        attribute("x1", x1);
        attribute("y1", y1);
        attribute("x2", x2);
        attribute("y2", y2);
        colour("stroke", rgb);
        svg.append("/>\n");
    }

    @Override
    public void image(double x, double y, CellGrid grid) {
        Raster raster = new Raster(grid.width(), grid.height());
        raster.cells(0, 0, grid);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            PngEncoder.write(raster, png);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        svg.append("<image");
        attribute("x", x);
        attribute("y", y);
        attribute("width", (double) grid.width() / PIXELS_PER_UNIT);
        attribute("height", (double) grid.height() / PIXELS_PER_UNIT);
        svg.append(" preserveAspectRatio=\"none\" image-rendering=\"pixelated\"")
                .append(" xlink:href=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png.toByteArray()))
                .append("\"/>\n");
    }

    @Override
    public void text(String text, double x, double y, Anchor anchor, TextStyle style) {
        svg.append("<text");
        attribute("x", x);
        attribute("y", y);
        words(text, anchor, style);
    }

    @Override
    public void textUpwards(String text, double x, double y, Anchor anchor, TextStyle style) {
        svg.append("<text transform=\"translate(");
        number(x);
        svg.append(' ');
        number(y);
        svg.append(") rotate(-90)\"");
        words(text, anchor, style);
    }

    private void words(String text, Anchor anchor, TextStyle style) {
        attribute("font-size", style.size());
        if (style.bold()) {
            svg.append(" font-weight=\"bold\"");
        }
        colour("fill", style.rgb());
        switch (anchor) {
            case START -> {}
            case MIDDLE -> svg.append(" text-anchor=\"middle\"");
            case END -> svg.append(" text-anchor=\"end\"");
        }
        double length = style.width(text);
        if (length > FREE_LENGTH) {
            attribute("textLength", length);
            svg.append(" lengthAdjust=\"spacingAndGlyphs\"");
        }
        svg.append('>');
        escaped(text);
        svg.append("</text>\n");
    }

    private void colour(String name, int rgb) {
        svg.append(' ').append(name).append("=\"#");
        for (int shift = 20; shift >= 0; shift -= 4) {
            svg.append(Character.forDigit(rgb >> shift & 0xf, 16));
        }
        svg.append('"');
    }

    private void attribute(String name, double value) {
        svg.append(' ').append(name).append("=\"");
        number(value);
        svg.append('"');
    }

    /** At most two decimals, without zeros at the end. */
    private void number(double value) {
        long hundredths = (long) Math.floor(value * 100 + 0.5);
        if (hundredths < 0) {
            svg.append('-');
            hundredths = -hundredths;
        }
        svg.append(hundredths / 100);
        long rest = hundredths % 100;
        if (rest != 0) {
            svg.append('.').append(rest / 10);
            if (rest % 10 != 0) {
                svg.append(rest % 10);
            }
        }
    }

    private void escaped(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '&' -> svg.append("&amp;");
                case '<' -> svg.append("&lt;");
                case '>' -> svg.append("&gt;");
                case '"' -> svg.append("&quot;");
                default -> svg.append(c);
            }
        }
    }
}
