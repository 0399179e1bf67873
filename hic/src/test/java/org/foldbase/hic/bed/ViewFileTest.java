package org.foldbase.hic.bed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;
import org.foldbase.hic.genome.View;
import org.foldbase.hic.genome.ViewRegion;
import org.foldbase.hic.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewFileTest {
    private static final Chromsizes CHROMSIZES =
            Chromsizes.of(List.of(new Chromosome("chr1", 250), new Chromosome("chr2", 200)));

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chr1\t0\t100\tp\nchr1\t100\t250\tq\n",
                "chr1 0 100 p\nchr1 100 250 q",
                "chr1,0,100,p\r\nchr1,100,250,q\r\n",
                "chr1, 0, 100, p\nchr1, 100, 250, q\n",
                "chrom\tstart\tend\tname\nchr1\t0\t100\tp\nchr1\t100\t250\tq\n",
                "chrom,start,end,name\nchr1,0,100,p\nchr1,100,250,q\n",
                "# arms\n\nchr1\t0\t100\tp\t7\t+\nchr1\t100\t250\tq\t8\t-\n",
                "1\t0\t100\tp\n1\t100\t250\tq\n",
            })
    void aViewMayBeWrittenInSeveralWays(String text) throws IOException {
        assertThat(read(text).regions())
                .containsExactly(new ViewRegion("p", 0, 0, 100), new ViewRegion("q", 0, 100, 250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chr2\t5\t100", "chr2\t5\t100\t.", "chr2\t5\t100\t", "2,5,100"})
    void aRegionWithoutNameIsNamedAfterItsRange(String line) throws IOException {
        assertThat(read(line).regions()).containsExactly(new ViewRegion("chr2:5-100", 1, 5, 100));
    }

    @Test
    void theFileGivesTheOrder() throws IOException {
        assertThat(read("chr2\t0\t9\nchr1\t20\t30\nchr1\t0\t20\n").regions())
                .extracting(ViewRegion::name)
                .containsExactly("chr2:0-9", "chr1:20-30", "chr1:0-20");
    }

    @Test
    void regionsOnChromosomesThatTheMapLacksAreLeftOut() throws IOException {
        assertThat(read("chrY\t0\t9\nchr1\t20\t30\nchrM\t0\t16569\n").regions())
                .extracting(ViewRegion::name)
                .containsExactly("chr1:20-30");
    }

    @Test
    void aViewOfAnotherAssemblyIsRefused() {
        assertRefused(
                "# other\nchrIV\t0\t9\nchrV\t0\t9\n",
                "arms.tsv, line 2: the map has no chromosome chrIV, nor those of the other lines");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "chr1 0 251 | arms.tsv, line 2: end 251 is beyond chromosome chr1, which has 250 bp",
                "chr1 7 7 | arms.tsv, line 2: start and end are both 7; a view region is not empty",
                "chr1 9 7 | arms.tsv, line 2: end 7 is before start 9",
                "chr1 x 7 | arms.tsv, line 2: start \"x\" is not a whole number",
                "chrY x 7 | arms.tsv, line 2: start \"x\" is not a whole number",
                "chr1 100 | arms.tsv, line 2: 2 columns; a view needs at least 3"
                        + " (chrom, start, end)",
                "chr2 50 60 | arms.tsv: view regions chr2:0-51 and chr2:50-60 overlap",
                "chr1 0 9 chr2:0-51 | arms.tsv: view region chr2:0-51 is named twice",
            })
    void aBadLineIsRefusedInASentence(String line, String sentence) {
        assertRefused("chr2 0 51\n" + line + "\n", sentence);
    }

    @Test
    void aFileWithoutRegionsIsRefused() {
        assertRefused("chrom,start,end\n", "arms.tsv holds no view regions");
    }

    @Test
    void aFileThatIsNotTextIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("arms.tsv"), new byte[] {0x1F, (byte) 0x8B, 9});

        assertThatThrownBy(() -> ViewFile.read(file, CHROMSIZES))
                .isInstanceOf(RegionFormatException.class)
                .hasMessage("arms.tsv: the gzip data are damaged: the header is invalid");
        assertThatThrownBy(() -> ViewFile.read(folder.resolve("none.tsv"), CHROMSIZES))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(folder.resolve("none.tsv") + ": no such file");
    }

    @Test
    void theArmsOfHg19AreReadAndCoverTheirChromosomes() throws IOException {
        Chromsizes hg19 = hg19();

        View arms = ViewFile.read(SharedFolder.find("data/regions/arms.hg19"), hg19);

        assertThat(arms.regions()).hasSize(46);
        assertThat(arms.regions().getFirst())
                .isEqualTo(new ViewRegion("chr1:0-125200000", 0, 0, 125_200_000));
        assertThat(arms.regions().getLast().name()).isEqualTo("chrX:60550000-155270560");
        for (int chrom = 0; chrom < hg19.count(); chrom++) {
            int index = chrom;
            long covered =
                    arms.regions().stream()
                            .filter(region -> region.chromIndex() == index)
                            .mapToLong(region -> region.endBp() - region.startBp())
                            .sum();
            String name = hg19.get(chrom).name();
            boolean hasArms = !name.equals("chrY") && !name.equals("chrM");
            assertThat(covered).as(name).isEqualTo(hasArms ? hg19.get(chrom).sizeBp() : 0);
        }
    }

    @Test
    void theArmsThatCooltoolsWasGivenAreThoseOfTheArmsFile() throws IOException {
        View arms = ViewFile.read(SharedFolder.find("data/regions/arms.hg19"), hg19());
        View golden = ViewFile.read(SharedFolder.find("golden/hg19-5Mb-arms.view.tsv"), hg19());

        assertThat(golden.regions()).containsExactlyInAnyOrderElementsOf(arms.regions());
    }

    private static Chromsizes hg19() throws IOException {
        List<Chromosome> chromosomes = new ArrayList<>();
        for (String line : Files.readAllLines(SharedFolder.find("data/regions/hg19.chrom.sizes"))) {
            int tab = line.indexOf('\t');
            chromosomes.add(
                    new Chromosome(
                            line.substring(0, tab), Long.parseLong(line.substring(tab + 1))));
        }
        return Chromsizes.of(chromosomes);
    }

    private View read(String text) throws IOException {
        Path file = new RegionText(folder).write("arms.tsv", text.getBytes(UTF_8));
        return ViewFile.read(file, CHROMSIZES);
    }

    private void assertRefused(String text, String sentence) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RegionFormatException.class)
                .hasMessage(sentence);
    }
}
