package org.foldbase.hic.cooler;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.foldbase.hic.cooler.WriteOptions.CountType;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link CoolerWriter} and {@link MapWriter} refuse, and how they say it. */
class RefusedPixelsTest {
    private static final WriteOptions DEFAULTS = WriteOptions.defaults();
    private static final Chromsizes FIVE_BINS =
            Chromsizes.of(List.of(new Chromosome("chr1", 25), new Chromosome("chrX", 11)));

    @TempDir Path dir;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 'pixels must ascend by bin1, then bin2, and (1, 2) came before'",
        "1, 2, 'pixels must ascend by bin1, then bin2, and (1, 2) came before'",
        "0, 4, 'pixels must ascend by bin1, then bin2, and (1, 2) came before'",
        "3, 2, it lies below the diagonal of a symmetric map",
        "1, 5, the map has bins 0 to 4",
        "-1, 2, the map has bins 0 to 4",
    })
    void aPixelInTheWrongPlaceIsRefused(long bin1, long bin2, String why) throws IOException {
        MapWriter map = map(DEFAULTS);
        map.pixel(1, 2, 1);
        assertThatThrownBy(() -> map.pixel(bin1, bin2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("/: pixel (%d, %d) of count 1.0 is refused: %s", bin1, bin2, why);
    }

    @ParameterizedTest
    @CsvSource({
        "INT32, 0.5",
        "INT32, 2147483648",
        "INT32, NaN",
        "INT32, Infinity",
        "INT64, 0.5",
        "INT64, 9223372036854775808",
        "INT64, NaN",
        "FLOAT32, 1e39",
        "FLOAT32, NaN",
        "FLOAT64, NaN",
        "FLOAT64, -Infinity",
    })
    void aCountThatDoesNotFitItsTypeIsRefused(CountType type, double count) throws IOException {
        MapWriter map = map(DEFAULTS.withCountType(type));
        assertThatThrownBy(() -> map.pixel(0, 0, count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "/: pixel (0, 0) of count %s is refused: it does not fit %s", count, type);
    }

    @Test
    void aSumBeyondTheCountTypeIsRefusedInTheCoarserMap() throws IOException {
        MapWriter map = mcool().resolution(FIVE_BINS, 10, DEFAULTS);
        map.coarser(2);
        map.pixel(0, 0, Integer.MAX_VALUE);
        map.pixel(0, 1, 1);
        assertThatThrownBy(map::finish)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "/resolutions/20: pixel (0, 0) of count 2.147483648E9 is refused: it does not fit INT32");
    }

    @Test
    void weightsMustBeAsManyAsTheBins() throws IOException {
        MapWriter map = map(DEFAULTS);
        assertThatThrownBy(() -> map.weights("weight", new double[4], Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("/: 4 weights for 5 bins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "weight"})
    void aWeightColumnCannotTakeTheNameOfAnother(String name) throws IOException {
        MapWriter map = map(DEFAULTS);
        map.weights("weight", new double[5], Map.of());
        assertThatThrownBy(() -> map.weights(name, new double[5], Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("/bins already has a '%s'", name);
    }

    @Test
    void aFinishedMapTakesNoPixels() throws IOException {
        MapWriter map = map(DEFAULTS);
        map.finish();
        assertThatThrownBy(() -> map.pixel(0, 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSummedMapTakesNoPixelsAndIsFinishedWithItsSource() throws IOException {
        MapWriter coarser = mcool().resolution(FIVE_BINS, 10, DEFAULTS).coarser(2);
        assertThatThrownBy(() -> coarser.pixel(0, 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(coarser::finish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void coarserMapsAreBegunBeforeTheFirstPixelAndOnlyOnce() throws IOException {
        MapWriter map = mcool().resolution(FIVE_BINS, 10, DEFAULTS);
        assertThatThrownBy(() -> map.coarser(1)).isInstanceOf(IllegalArgumentException.class);
        map.coarser(2);
        assertThatThrownBy(() -> map.coarser(2)).isInstanceOf(IllegalArgumentException.class);
        map.pixel(0, 0, 1);
        assertThatThrownBy(() -> map.coarser(3)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCoolHoldsOneMap() throws IOException {
        CoolerWriter writer = CoolerWriter.create(dir.resolve("one.cool"));
        MapWriter map = writer.single(FIVE_BINS, 10, DEFAULTS);
        assertThatThrownBy(() -> writer.single(FIVE_BINS, 10, DEFAULTS))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.resolution(FIVE_BINS, 10, DEFAULTS))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> map.coarser(2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void binsMustBePossible() throws IOException {
        CoolerWriter writer = mcool();
        Chromsizes huge = Chromsizes.of(List.of(new Chromosome("chr1", 1L << 40)));
        assertThatThrownBy(() -> writer.resolution(huge, 1, DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bins of 1 bp are too many: more than 2^31 - 1");
        assertThatThrownBy(() -> writer.resolution(FIVE_BINS, 0, DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.resolution(Chromsizes.of(List.of()), 10, DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileThatIsThereIsNotReplaced() throws IOException {
        Path file = Files.writeString(dir.resolve("there.cool"), "precious");
        assertThatThrownBy(() -> CoolerWriter.create(file))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    private MapWriter map(WriteOptions options) throws IOException {
        return CoolerWriter.create(dir.resolve("map.cool")).single(FIVE_BINS, 10, options);
    }

    private CoolerWriter mcool() throws IOException {
        return CoolerWriter.create(dir.resolve("map.mcool"));
    }
}
