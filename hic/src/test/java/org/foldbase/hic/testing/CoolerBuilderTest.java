package org.foldbase.hic.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.foldbase.hic.testing.BuiltBed.Region;
import org.foldbase.hic.testing.BuiltMap.Pixel;
import org.foldbase.hic.testing.CoolerBuilder.ChromColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoolerBuilderTest {
    @TempDir Path dir;

    @Test
    void explicitPixelsAndWeightsStandAlone() throws IOException {
        BuiltMap map =
                CoolerBuilder.blank()
                        .chrom("chr1", 30)
                        .binSize(10)
                        .pixel(0, 2, 5)
                        .pixel(1, 1, 4)
                        .weight(0, 0.5)
                        .weight(1, Double.NaN)
                        .write(dir)
                        .base();
        assertThat(map.dense()).isDeepEqualTo(new double[][] {{0, 0, 5}, {0, 4, 0}, {5, 0, 0}});
        assertThat(map.weights()).containsExactly(0.5, Double.NaN, 1);
        double nan = Double.NaN;
        assertThat((Object) map.balanced()) // deeply, and NaN equals NaN
                .isEqualTo(new double[][] {{0, nan, 2.5}, {nan, nan, nan}, {2.5, nan, 0}});
    }

    @Test
    void divisiveWeightsDivide() throws IOException {
        BuiltMap map =
                CoolerBuilder.blank()
                        .chrom("chr1", 20)
                        .binSize(10)
                        .pixel(0, 1, 8)
                        .weight(0, 2)
                        .divisive()
                        .write(dir)
                        .base();
        assertThat(map.balanced()).isDeepEqualTo(new double[][] {{0, 4}, {4, 0}});
    }

    @Test
    void aCoarserMapSumsTheBaseMap() throws IOException {
        BuiltCooler built =
                CoolerBuilder.blank()
                        .chrom("a", 25)
                        .chrom("b", 15)
                        .binSize(10)
                        .pixel(0, 1, 1)
                        .pixel(1, 1, 2)
                        .pixel(1, 4, 3)
                        .resolutions(20)
                        .write(dir);
        assertThat(built.at(20).dense())
                .isDeepEqualTo(new double[][] {{3, 0, 3}, {0, 0, 0}, {3, 0, 0}});
        assertThat(built.at(20).uri()).endsWith("map.mcool::/resolutions/20");
    }

    @Test
    void theSeedDecidesAllThatIsRandom() throws IOException {
        BuiltMap first = CoolerBuilder.map().seed(3).name("first").write(dir).base();
        BuiltMap again = CoolerBuilder.map().seed(3).name("again").write(dir).base();
        BuiltMap other = CoolerBuilder.map().seed(4).name("other").write(dir).base();
        assertThat(first.file()).hasSameBinaryContentAs(again.file());
        assertThat(first.pixels()).isEqualTo(again.pixels()).isNotEqualTo(other.pixels());
    }

    @Test
    void countsFallWithDistanceAndAreAsDenseAsAskedFor() throws IOException {
        double[][] map =
                CoolerBuilder.map().chrom("chr1", 3_000_000).density(0.5).write(dir).base().dense();
        double near = 0;
        double far = 0;
        int present = 0;
        for (int i = 0; i < 300; i++) {
            near += i + 1 < 300 ? map[i][i + 1] : 0;
            far += i + 100 < 300 ? map[i][i + 100] : 0;
            for (int j = i; j < 300; j++) {
                present += map[i][j] > 0 ? 1 : 0;
            }
        }
        assertThat(near / 299).isGreaterThan(10 * far / 200);
        assertThat(present / (300 * 301 / 2.0)).isBetween(0.48, 0.52);
    }

    @Test
    void duplicatesAreInTheFileTwiceAndInTheMatrixSummed() throws IOException {
        BuiltMap map =
                CoolerBuilder.blank()
                        .chrom("a", 20)
                        .binSize(10)
                        .pixel(0, 1, 5)
                        .duplicates(1)
                        .write(dir)
                        .base();
        assertThat(map.pixels()).containsExactly(new Pixel(0, 1, 5), new Pixel(0, 1, 1));
        assertThat(map.dense()[1][0]).isEqualTo(6);
        try (HdfFile file = new HdfFile(map.file())) {
            assertThat(file.getDatasetByPath("/pixels/count").getData())
                    .isEqualTo(new int[] {5, 1});
        }
    }

    @Test
    void oddFilesAreWrittenAsAskedFor() throws IOException {
        BuiltMap map =
                CoolerBuilder.map()
                        .formatVersion(2)
                        .chroms(ChromColumn.TEXT)
                        .weightColumn("KR")
                        .noWeightAttributes()
                        .ignoreDiags(1)
                        .chunk(64)
                        .chunk("count", 100)
                        .extraColumn("score")
                        .write(dir)
                        .base();
        try (HdfFile file = new HdfFile(map.file())) {
            assertThat(file.getAttributes()).doesNotContainKeys("storage-mode", "format");
            assertThat((String[]) file.getDatasetByPath("/bins/chrom").getData())
                    .startsWith("chr1")
                    .endsWith("chr2");
            assertThat(file.getDatasetByPath("/bins/KR").getData()).isEqualTo(map.weights());
            assertThat(file.getByPath("/bins/KR").getAttributes()).containsOnlyKeys("ignore_diags");
            assertThat((double[]) file.getDatasetByPath("/pixels/score").getData())
                    .hasSameSizeAs(map.pixels());
        }
    }

    @Test
    void bedLinesAreWrittenAsAskedFor() throws IOException {
        BuiltBed bed =
                BedBuilder.bed()
                        .header("track name=x")
                        .region("chr1", 5, 10, '-')
                        .random(1)
                        .crlf()
                        .gzip()
                        .write(dir);
        Region random = bed.first().getLast();
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(bed.file()))) {
            assertThat(in.readAllBytes())
                    .asString()
                    .isEqualTo(
                            "track name=x\r\nchr1\t5\t10\tregion0\t0\t-\r\n%s\t%d\t%d\tregion1\t0\t%s\r\n",
                            random.chrom(), random.startBp(), random.endBp(), random.strand());
        }
    }

    @Test
    void pairsHaveTheirFirstAnchorUpstream() throws IOException {
        BuiltBed pairs = BedBuilder.bedpe().random(200).seed(6).write(dir);
        List<String> lines = Files.readAllLines(pairs.file());
        assertThat(lines).hasSize(200).allMatch(line -> line.split("\t", -1).length == 6);
        for (int i = 0; i < 200; i++) {
            Region first = pairs.first().get(i);
            Region second = pairs.second().get(i);
            assertThat(first.chrom()).isEqualTo(second.chrom());
            assertThat(first.startBp()).isLessThanOrEqualTo(second.startBp());
            assertThat(second.endBp()).isLessThanOrEqualTo(1_000_000);
        }
    }
}
