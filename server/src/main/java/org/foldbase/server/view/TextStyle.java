package org.foldbase.server.view;

/**
 * How a text looks.
 *
 * @param size the font size in units
 */
record TextStyle(double size, boolean bold, int rgb) {
    private static final double CAP_HEIGHT = 0.718;

    double width(String text) {
        return StrokeFont.width(text, size, bold);
    }

    /** The height of capitals and digits, in units. */
    double capHeight() {
        return CAP_HEIGHT * size;
    }
}
