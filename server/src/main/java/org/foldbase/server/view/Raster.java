package org.foldbase.server.view;

import java.util.Arrays;

/** Pixels of at most 256 colours, numbered in the order of their first use. White at first. */
final class Raster {
    static final int MAX_COLOURS = 256;
    private static final int WHITE = 0xffffff;

    private final int width;
    private final int height;
    private final byte[] pixels;
    private final int[] palette = new int[MAX_COLOURS];
    private int colours;

    Raster(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new byte[Math.multiplyExact(width, height)];
        indexOf(WHITE);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Palette indices, row-major. */
    byte[] pixels() {
        return pixels;
    }

    int[] palette() {
        return Arrays.copyOf(palette, colours);
    }

    /** Gives a pixel the colour of an index from {@link #indexOf}, if it lies on the raster. */
    void set(int x, int y, byte index) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            pixels[y * width + x] = index;
        }
    }

    /** Fills a rectangle, as far as it lies on the raster. */
    void fill(int x, int y, int columns, int rows, int rgb) {
        byte index = indexOf(rgb);
        int left = Math.clamp(x, 0, width);
        int right = Math.clamp((long) x + columns, left, width);
        for (int row = Math.max(0, y); row < Math.min((long) height, (long) y + rows); row++) {
            Arrays.fill(pixels, row * width + left, row * width + right, index);
        }
    }

    /**
     * Draws a grid of cells, each a block of pixels of one colour.
     *
     * @throws IllegalArgumentException if the grid leaves the raster
     */
    void cells(int x, int y, CellGrid grid) {
        if (x < 0 || y < 0 || x > width - grid.width() || y > height - grid.height()) {
            throw new IllegalArgumentException("a grid of cells leaves the figure");
        }
        for (int row = 0; row < grid.rows(); row++) {
            int top = (y + row * grid.cellHeight()) * width + x;
            for (int column = 0; column < grid.columns(); column++) {
                byte index = indexOf(grid.rgb()[row * grid.columns() + column]);
                int left = top + column * grid.cellWidth();
                Arrays.fill(pixels, left, left + grid.cellWidth(), index);
            }
            for (int copy = 1; copy < grid.cellHeight(); copy++) {
                System.arraycopy(pixels, top, pixels, top + copy * width, grid.width());
            }
        }
    }

    /** The palette index of a colour, which is added if it is new. */
    byte indexOf(int rgb) {
        for (int i = 0; i < colours; i++) {
            if (palette[i] == rgb) {
                return (byte) i;
            }
        }
        if (colours == MAX_COLOURS) {
            throw new IllegalStateException("a figure has more than 256 colours");
        }
        palette[colours] = rgb;
        return (byte) colours++;
    }
}
