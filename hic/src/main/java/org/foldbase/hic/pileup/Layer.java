package org.foldbase.hic.pileup;

import java.util.ArrayList;
import java.util.List;

/**
 * Windows as the stored pixels meet them. Where a map stores its upper triangle only, cells below
 * the diagonal are found as their mirror: the window turned over is one of a layer of its own.
 *
 * @param windows the windows, with rows and columns exchanged if mirrored
 * @param mirrored whether cell (i, j) of these windows is cell (j, i) of the real ones, and only
 *     pixels strictly above the diagonal count
 */
record Layer(Windows windows, boolean mirrored) {

    /** The layers of windows: one, or two where the lower triangle is wanted from the upper one. */
    static List<Layer> of(PileupInput input, List<Windows.Window> placed, boolean merge) {
        int side = input.side();
        int regionCount = input.regions().count();
        List<Layer> layers = new ArrayList<>(2);
        layers.add(new Layer(new Windows(side, regionCount, placed, merge), false));
        if (input.lowerTriangleToo() && input.storesUpperOnly()) {
            List<Windows.Window> turned =
                    placed.stream()
                            .filter(w -> w.firstColumn() < w.firstRow() + side - 1)
                            .map(Windows.Window::turned)
                            .toList();
            layers.add(new Layer(new Windows(side, regionCount, turned, merge), true));
        }
        return layers;
    }
}
