package org.foldbase.hic.cooler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.foldbase.hic.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every file of the shared folder of maps: what it holds, as h5py told by hand, or why not. */
class MapFilesTest {
    private static final String MAPS =
            """
            CN.mm9.10000kb.cool                  | SINGLE           | /                   | 10000000 | 22    | 278      | 38503  | 499864755 | weight | SYMMETRIC_UPPER
            dec2_1nt.cool                        | SINGLE           | /                   | 1        | 1     | 15906    | 653    | 661       | -      | SYMMETRIC_UPPER
            hg19.GM12878-MboI.matrix.2000kb.cool | SINGLE           | /                   | 2000000  | 25    | 1561     | 38156  | 100000    | -      | SYMMETRIC_UPPER
            hicognition.test.mcool               | MULTI_RESOLUTION | /resolutions/5000000 | 5000000 | 25    | 634      | 176767 | 9618749   | weight | SYMMETRIC_UPPER
            manycontigs.1.cool                   | SINGLE           | /                   | 1        | 10000 | 10000000 | 1847   | 8056      | -      | SYMMETRIC_UPPER
            ngs.test2.mcool                      | MULTI_RESOLUTION | /resolutions/10000  | 10000    | 1     | 499      | 649    | 37351     | weight | SYMMETRIC_UPPER
            odd.4.cool                           | SINGLE           | /                   | 4        | 3     | 49       | 957    | 8056      | -      | SYMMETRIC_UPPER
            scool_test_file.scool                | SINGLE_CELL      | /cells/GSM2687248_41669_ACAGTG-R1-DpnII.100000.cool | 100000 | 20 | 26398 | 107041 | 395465 | - | SYMMETRIC_UPPER
            scool_test_file.scool                | SINGLE_CELL      | /cells/GSM2687249_41670_GGCTAC-R1-DpnII.100000.cool | 100000 | 20 | 26398 | 61920  | 204331 | - | SYMMETRIC_UPPER
            scool_test_file.scool                | SINGLE_CELL      | /cells/GSM2687250_41671_TTAGGC-R1-DpnII.100000.cool | 100000 | 20 | 26398 | 85913  | 302129 | - | SYMMETRIC_UPPER
            scool_test_file.scool                | SINGLE_CELL      | /cells/GSM2687251_41672_AGTTCC-R1-DpnII.100000.cool | 100000 | 20 | 26398 | 70595  | 251982 | - | SYMMETRIC_UPPER
            scool_test_file.scool                | SINGLE_CELL      | /cells/GSM2687252_41673_CCGTCC-R1-DpnII.100000.cool | 100000 | 20 | 26398 | 58435  | 173065 | - | SYMMETRIC_UPPER
            toy.asymm.2.cool                     | SINGLE           | /                   | 2        | 2     | 32       | 48     | 96        | -      | SQUARE
            toy.symm.upper.2.cool                | SINGLE           | /                   | 2        | 2     | 32       | 48     | 96        | -      | SYMMETRIC_UPPER
            toy.symm.upper.2.mcool               | MULTI_RESOLUTION | /resolutions/2      | 2        | 2     | 32       | 48     | 96        | -      | SYMMETRIC_UPPER
            toy.symm.upper.2.mcool               | MULTI_RESOLUTION | /resolutions/4      | 4        | 2     | 16       | 24     | 96        | -      | SYMMETRIC_UPPER
            toy.symm.upper.2.mcool               | MULTI_RESOLUTION | /resolutions/8      | 8        | 2     | 8        | 12     | 96        | -      | SYMMETRIC_UPPER
            toy.symm.upper.2.mcool               | MULTI_RESOLUTION | /resolutions/16     | 16       | 2     | 4        | 6      | 96        | -      | SYMMETRIC_UPPER
            toy.symm.upper.2.mcool               | MULTI_RESOLUTION | /resolutions/32     | variable | 2     | 2        | 3      | 96        | -      | SYMMETRIC_UPPER
            toy.symm.upper.var.cool              | SINGLE           | /                   | variable | 2     | 15       | 37     | 96        | -      | SYMMETRIC_UPPER
            yeast.10kb.cool                      | SINGLE           | /                   | 10000    | 18    | 1226     | 728311 | 115245764 | weight | SYMMETRIC_UPPER
            """;

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', textBlock = MAPS)
    void aMapHoldsWhatH5pyFoundInIt(
            String name,
            CoolerFile.Layout layout,
            String group,
            String binSize,
            int chromosomes,
            int bins,
            long pixels,
            double sum,
            String weights,
            StorageMode storage)
            throws IOException {
        try (CoolerFile file = CoolerFile.open(SharedFolder.find("data/maps").resolve(name))) {
            assertThat(file.layout()).isEqualTo(layout);
            assertThat(file.groups()).contains(group);
            ContactMap map = file.map(group);
            assertThat(map.binSizeBp())
                    .isEqualTo(
                            binSize.equals("variable")
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(Long.parseLong(binSize)));
            assertThat(map.chromsizes().count()).isEqualTo(chromosomes);
            assertThat(map.binCount()).isEqualTo(bins);
            assertThat(map.pixelCount()).isEqualTo(pixels);
            assertThat(map.weightNames())
                    .isEqualTo(weights.equals("-") ? List.of() : List.of(weights));
            assertThat(map.storageMode()).isEqualTo(storage);
            assertThat(map.bin1Offsets()).hasSize(bins + 1).endsWith(pixels);
            assertThat(map.assembly()).isEmpty();
            assertThat(sumOfCounts(map)).isEqualTo(sum);
        }
    }

    private static double sumOfCounts(ContactMap map) throws IOException {
        int pixels = Math.toIntExact(map.pixelCount());
        double[] count = new double[pixels];
        try (PixelReader reader = map.pixelReader()) {
            reader.read(0, pixels, new int[pixels], count);
        }
        double sum = 0;
        for (double c : count) {
            sum += c;
        }
        return sum;
    }

    @Test
    void aBigWigWithTheNameOfAMapIsRefused() {
        Path bad = SharedFolder.find("data/maps").resolve("hicognition.bad_cooler.mcool");
        assertThatExceptionOfType(CoolerException.class)
                .isThrownBy(() -> CoolerFile.open(bad))
                .withMessage(bad + ": not an HDF5 file (no HDF5 signature)");
    }

    @Test
    void theTableOfThisTestNamesEveryMapOfEveryFile() throws IOException {
        List<String> wanted = new ArrayList<>();
        for (Path path : files()) {
            if (!path.endsWith("hicognition.bad_cooler.mcool")) {
                try (CoolerFile file = CoolerFile.open(path)) {
                    file.groups().forEach(group -> wanted.add(path.getFileName() + " " + group));
                }
            }
        }
        List<String> named =
                MAPS.lines()
                        .map(line -> line.split("\\s*\\|\\s*", -1))
                        .map(columns -> columns[0] + " " + columns[2])
                        .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SharedFolder.find("data/maps"))) {
            return files.toList();
        }
    }
}
