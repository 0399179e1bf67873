package org.foldbase.server.view;

/**
 * What a figure is drawn on. Lengths are in units (1/96 inch), from the upper left corner; whole
 * and half units are whole pixels.
 */
interface Canvas {
    int PIXELS_PER_UNIT = 2;

    /** Which point of a text is given. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    void rect(double x, double y, double width, double height, int rgb);

    /** A horizontal or vertical line, one unit wide. */
    void line(double x1, double y1, double x2, double y2, int rgb);

    /** A matrix of blocks; its own width and height are in pixels. */
    void image(double x, double y, CellGrid grid);

    /** A text on white; the point is on its baseline. */
    void text(String text, double x, double y, Anchor anchor, TextStyle style);

    /** A text on white that reads from the bottom up; the point is on its baseline. */
    void textUpwards(String text, double x, double y, Anchor anchor, TextStyle style);
}
