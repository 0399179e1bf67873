package org.foldbase.server.view;

import org.foldbase.server.view.StrokeFont.Segment;

/** Draws on pixels, with the stroke font for text. */
final class PngCanvas implements Canvas {
    /** Shades of a text between white and its colour; few, for the sake of the palette. */
    static final int SHADES = 16;

    private static final double REGULAR_STROKE = 0.080;
    private static final double BOLD_STROKE = 0.116;

    private final Raster raster;

    PngCanvas(Raster raster) {
        this.raster = raster;
    }

    @Override
    public void rect(double x, double y, double width, double height, int rgb) {
        raster.fill(pixels(x), pixels(y), pixels(width), pixels(height), rgb);
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, int rgb) {
        if (y1 == y2) {
            rect(Math.min(x1, x2), y1 - 0.5, Math.abs(x2 - x1), 1, rgb);
        } else {
            rect(x1 - 0.5, Math.min(y1, y2), 1, Math.abs(y2 - y1), rgb);
        }
    }

    @Override
    public void image(double x, double y, CellGrid grid) {
        raster.cells(pixels(x), pixels(y), grid);
    }

    @Override
    public void text(String text, double x, double y, Anchor anchor, TextStyle style) {
        draw(text, x - offset(text, anchor, style), y, 1, 0, style);
    }

    @Override
    public void textUpwards(String text, double x, double y, Anchor anchor, TextStyle style) {
        draw(text, x, y + offset(text, anchor, style), 0, -1, style);
    }

    private static double offset(String text, Anchor anchor, TextStyle style) {
        return switch (anchor) {
            case START -> 0;
            case MIDDLE -> style.width(text) / 2;
            case END -> style.width(text);
        };
    }

    private static int pixels(double units) {
        return (int) Math.floor(units * PIXELS_PER_UNIT + 0.5);
    }

    /** Draws from a point in the direction (dx, dy), in which the baseline runs. */
    private void draw(String text, double x, double y, int dx, int dy, TextStyle style) {
        double em = style.size() * PIXELS_PER_UNIT;
        double scale = em / 1000;
        double originX = x * PIXELS_PER_UNIT;
        double originY = y * PIXELS_PER_UNIT;
        double radius = em * (style.bold() ? BOLD_STROKE : REGULAR_STROKE) / 2;
        double length = style.width(text) * PIXELS_PER_UNIT;
        Ink ink =
                new Ink(
                        (int) Math.floor(originX - em),
                        (int) Math.floor(originY - (dy == 0 ? em : length + em)) - 1,
                        (int) (2 * em + (dy == 0 ? length : em)) + 3,
                        (int) (2 * em + (dy == 0 ? em : length)) + 3);
        for (Segment stroke : StrokeFont.strokes(text, style.bold())) {
            ink.add(
                    originX + (stroke.x1() * dx + stroke.y1() * dy) * scale,
                    originY + (stroke.x1() * dy - stroke.y1() * dx) * scale,
                    originX + (stroke.x2() * dx + stroke.y2() * dy) * scale,
                    originY + (stroke.x2() * dy - stroke.y2() * dx) * scale,
                    radius * stroke.weight());
        }
        ink.apply(raster, style.rgb());
    }

    /** How much of each pixel of an area a text covers: the most that one of its strokes does. */
    private static final class Ink {
        private final int left;
        private final int top;
        private final int width;
        private final int height;
        private final byte[] shades;

        Ink(int left, int top, int width, int height) {
            this.left = left;
            this.top = top;
            this.width = width;
            this.height = height;
            this.shades = new byte[width * height];
        }

        /** A line with round ends; a pixel's share is one minus its distance beyond the edge. */
        void add(double x1, double y1, double x2, double y2, double radius) {
            double reach = radius + 1;
            int fromColumn = column(Math.min(x1, x2) - reach, left, width);
            int toColumn = column(Math.max(x1, x2) + reach, left, width);
            int fromRow = column(Math.min(y1, y2) - reach, top, height);
            int toRow = column(Math.max(y1, y2) + reach, top, height);
            double vx = x2 - x1;
            double vy = y2 - y1;
            double squaredLength = vx * vx + vy * vy;
            for (int row = fromRow; row <= toRow; row++) {
                double py = top + row + 0.5 - y1;
                for (int column = fromColumn; column <= toColumn; column++) {
                    double px = left + column + 0.5 - x1;
                    double along =
                            squaredLength == 0
                                    ? 0
                                    : Math.clamp((px * vx + py * vy) / squaredLength, 0.0, 1.0);
                    double ox = px - along * vx;
                    double oy = py - along * vy;
                    double cover = radius + 0.5 - Math.sqrt(ox * ox + oy * oy);
                    int shade = (int) (Math.clamp(cover, 0.0, 1.0) * SHADES + 0.5);
                    int at = row * width + column;
                    shades[at] = (byte) Math.max(shades[at], shade);
                }
            }
        }

        void apply(Raster raster, int rgb) {
            byte[] ramp = new byte[SHADES + 1];
            for (int shade = 1; shade <= SHADES; shade++) {
                ramp[shade] = raster.indexOf(blendWithWhite(rgb, shade));
            }
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    int shade = shades[row * width + column];
                    if (shade > 0) {
                        raster.set(left + column, top + row, ramp[shade]);
                    }
                }
            }
        }

        private static int column(double at, int origin, int count) {
            return Math.clamp((int) Math.floor(at) - origin, 0, count - 1);
        }

        private static int blendWithWhite(int rgb, int shade) {
            int blended = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                int colour = rgb >> shift & 0xff;
                blended |= (255 - (255 - colour) * shade / SHADES) << shift;
            }
            return blended;
        }
    }
}
