package org.foldbase.server.view;

/**
 * A matrix of colours to draw as blocks.
 *
 * @param cellWidth the width of a cell in pixels, of which {@link Canvas#PIXELS_PER_UNIT} are a
 *     unit
 * @param rgb row-major
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from the layout to the canvas, never compared.
record CellGrid(int columns, int rows, int cellWidth, int cellHeight, int[] rgb) {
    int width() {
        return columns * cellWidth;
    }

    int height() {
        return rows * cellHeight;
    }
}
