package org.foldbase.server.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * Foldbase's own letters: round strokes of one weight along the lines in {@code stroke-font.txt},
 * with advances close to those of the common sans-serif fonts. All lengths are in thousandths of
 * the font size, with y upwards from the baseline. Only {@code + - * /} are used on the way to a
 * pixel, so that every machine draws the same.
 */
final class StrokeFont {
    private static final String RESOURCE = "stroke-font.txt";
    private static final int EM = 1000;
    private static final int UNKNOWN = '□';
    private static final int NO_BREAK_SPACE = 0xa0;
    private static final int SPACE_ADVANCE = 278;
    private static final int BOLD_TRACKING = 28;
    private static final int CURVE_SEGMENTS = 10;

    /** How far the control points of a quarter ellipse lie out; slightly squarer than a circle. */
    private static final double QUARTER = 0.58;

    private static final double DOT_WEIGHT = 1.45;

    private static final StrokeFont FONT = new StrokeFont();

    private final Map<Integer, String> definitions = new HashMap<>();
    private final Map<Integer, Glyph> glyphs = new HashMap<>();

    /**
     * A straight piece of a stroke; a dot has two equal ends.
     *
     * @param weight the thickness as a multiple of the font's
     */
    record Segment(double x1, double y1, double x2, double y2, double weight) {
        private Segment scaledAndMoved(double scale, double dx, double dy) {
            return new Segment(
                    x1 * scale + dx,
                    y1 * scale + dy,
                    x2 * scale + dx,
                    y2 * scale + dy,
                    weight * (1 + scale) / 2);
        }
    }

    private record Glyph(int advance, List<Segment> segments) {}

    private StrokeFont() {
        try (InputStream in = StrokeFont.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside " + getClass());
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.split("\n", -1)) {
                // "# 556 …" is the glyph of the hash sign, "# Path" a comment.
                if (line.length() > 2 && Character.isDigit(line.charAt(2))) {
                    definitions.put(line.codePointAt(0), line.substring(2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The width of a text in units of the font size's unit. */
    static double width(String text, double size, boolean bold) {
        double width = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            width += advance(text.codePointAt(at), bold);
        }
        return width * size / EM;
    }

    /** The strokes of a text that begins at the origin, in thousandths of the font size. */
    static List<Segment> strokes(String text, boolean bold) {
        List<Segment> strokes = new ArrayList<>();
        double x = bold ? BOLD_TRACKING / 2.0 : 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            for (Segment segment : FONT.glyph(codePoint).segments()) {
                strokes.add(segment.scaledAndMoved(1, x, 0));
            }
            x += advance(codePoint, bold);
        }
        return strokes;
    }

    private static int advance(int codePoint, boolean bold) {
        return FONT.glyph(codePoint).advance() + (bold ? BOLD_TRACKING : 0);
    }

    private Glyph glyph(int codePoint) {
        synchronized (glyphs) {
            Glyph known = glyphs.get(codePoint);
            if (known == null) {
                known = parse(codePoint);
                glyphs.put(codePoint, known);
            }
            return known;
        }
    }

    private Glyph parse(int codePoint) {
        if (codePoint == ' ' || codePoint == NO_BREAK_SPACE) {
            return new Glyph(SPACE_ADVANCE, List.of());
        }
        String definition = definitions.get(codePoint);
        if (definition == null) {
            return glyph(UNKNOWN);
        }
        int end = definition.indexOf(' ');
        int advance = Integer.parseInt(definition.substring(0, end));
        return new Glyph(advance, new Pen(definition.substring(end)).draw());
    }

    /** Follows the path of one glyph. */
    private final class Pen {
        private final StringTokenizer tokens;
        private final List<Segment> segments = new ArrayList<>();
        private double x;
        private double y;

        Pen(String path) {
            this.tokens = new StringTokenizer(path);
        }

        List<Segment> draw() {
            while (tokens.hasMoreTokens()) {
                String token = tokens.nextToken();
                char command = token.charAt(0);
                if (command == 'U') {
                    use(tokens.nextToken().codePointAt(0));
                    continue;
                }
                double first = Double.parseDouble(token.substring(1));
                switch (command) {
                    case 'M' -> move(first, next());
                    case 'L' -> line(first, next());
                    case 'D' -> dot(first, next());
                    case 'h' -> quarter(first, next(), true);
                    case 'v' -> quarter(first, next(), false);
                    case 'C' -> curve(first, next(), next(), next(), next(), next());
                    default -> throw new IllegalStateException("unknown command in " + token);
                }
            }
            return List.copyOf(segments);
        }

        private double next() {
            return Double.parseDouble(tokens.nextToken());
        }

        private void use(int codePoint) {
            double scale = next() / 100;
            double dx = next();
            double dy = next();
            for (Segment segment : glyph(codePoint).segments()) {
                segments.add(segment.scaledAndMoved(scale, dx, dy));
            }
        }

        private void move(double toX, double toY) {
            x = toX;
            y = toY;
        }

        private void line(double toX, double toY) {
            segments.add(new Segment(x, y, toX, toY, 1));
            move(toX, toY);
        }

        private void dot(double atX, double atY) {
            segments.add(new Segment(atX, atY, atX, atY, DOT_WEIGHT));
        }

        private void quarter(double toX, double toY, boolean horizontalFirst) {
            double outX = (toX - x) * QUARTER;
            double outY = (toY - y) * QUARTER;
            if (horizontalFirst) {
                curve(x + outX, y, toX, toY - outY, toX, toY);
            } else {
                curve(x, y + outY, toX - outX, toY, toX, toY);
            }
        }

        private void curve(double x1, double y1, double x2, double y2, double toX, double toY) {
            double fromX = x;
            double fromY = y;
            for (int i = 1; i <= CURVE_SEGMENTS; i++) {
                double t = (double) i / CURVE_SEGMENTS;
                double u = 1 - t;
                double a = u * u * u;
                double b = 3 * u * u * t;
                double c = 3 * u * t * t;
                double d = t * t * t;
                line(a * fromX + b * x1 + c * x2 + d * toX, a * fromY + b * y1 + c * y2 + d * toY);
            }
        }
    }
}
