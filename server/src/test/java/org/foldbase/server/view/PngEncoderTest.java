package org.foldbase.server.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngEncoderTest {

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,300,7", "300,1,7", "257,129,255", "640,480,3"})
    void anIndependentDecoderSeesEveryPixel(int width, int height, int colours) throws IOException {
        SplittableRandom random = new SplittableRandom(width * 31L + height);
        int[] palette = random.ints(colours, 0, 0xffffff).toArray();
        Raster raster = new Raster(width, height);
        int[] expected = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                // Blocks of two by five, so that rows repeat and rows differ.
                int rgb = palette[(x / 2 * 7919 + y / 5 * 104729) % colours];
                raster.fill(x, y, 1, 1, rgb);
                expected[y * width + x] = rgb;
            }
        }
        assertThat(decoded(raster)).isEqualTo(expected);
    }

    @Test
    void aRectangleIsClippedToTheRaster() throws IOException {
        Raster raster = new Raster(3, 2);
        raster.fill(-5, 1, 7, 100, 0x102030);
        raster.fill(50, 50, 2, 2, 0x405060);
        int white = 0xffffff;
        assertThat(decoded(raster)).containsExactly(white, white, white, 0x102030, 0x102030, white);
    }

    @Test
    void aGridOfCellsIsBlocks() throws IOException {
        Raster raster = new Raster(5, 4);
        raster.cells(1, 0, new CellGrid(2, 2, 2, 2, new int[] {1, 2, 3, 4}));
        int w = 0xffffff;
        assertThat(decoded(raster))
                .containsExactly(w, 1, 1, 2, 2, w, 1, 1, 2, 2, w, 3, 3, 4, 4, w, 3, 3, 4, 4);
        CellGrid tooWide = new CellGrid(6, 1, 1, 1, new int[6]);
        assertThatThrownBy(() -> raster.cells(0, 0, tooWide))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreColoursThanAPaletteHoldsAreRefused() {
        Raster raster = new Raster(1, 1);
        for (int rgb = 0; rgb < 255; rgb++) {
            raster.fill(0, 0, 1, 1, rgb);
        }
        assertThatThrownBy(() -> raster.fill(0, 0, 1, 1, 300))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("256 colours");
    }

    private static int[] decoded(Raster raster) throws IOException {
        var out = new ByteArrayOutputStream();
        PngEncoder.write(raster, out);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(image.getWidth()).isEqualTo(raster.width());
        assertThat(image.getHeight()).isEqualTo(raster.height());
        int[] pixels = image.getRGB(0, 0, raster.width(), raster.height(), null, 0, raster.width());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        return pixels;
    }
}
