package org.foldbase.hic.cooler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.hic.internal.hdf5.Hdf5Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The legacy .multi.cool: a map a zoom level, in groups 0, 1 and on, the coarsest first. */
class ZoomLevelsTest {
    private static final Chromsizes CHROMSIZES = Chromsizes.of(List.of(new Chromosome("chr1", 80)));

    @TempDir private Path folder;

    @Test
    void theMapsOfALegacyMultiCoolAreFoundByGroupAndByBinSize() throws IOException {
        Path path = folder.resolve("legacy.multi.cool");
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            for (int zoom = 0; zoom < 2; zoom++) {
                MapWriter map =
                        new MapWriter(
                                file.root().group(Integer.toString(zoom)),
                                new FixedBins(CHROMSIZES, zoom == 0 ? 20 : 10),
                                WriteOptions.defaults(),
                                Optional.empty());
                map.pixel(0, 2, 7 + zoom);
                map.finish();
            }
            file.finish();
        }
        try (CoolerFile file = CoolerFile.open(path)) {
            assertThat(file.layout()).isEqualTo(CoolerFile.Layout.ZOOM_LEVELS);
            assertThat(file.groups()).containsExactly("/1", "/0");
            assertThat(file.map(20).group()).isEqualTo("/0");
            assertThat(file.map("1").binCount()).isEqualTo(8);
            int[] bin2 = new int[1];
            double[] count = new double[1];
            try (PixelReader pixels = file.map(10).pixelReader()) {
                pixels.read(0, 1, bin2, count);
            }
            assertThat(bin2).containsExactly(2);
            assertThat(count).containsExactly(8);
        }
    }
}
