package org.foldbase.hic.genome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChromsizesTest {
    @ParameterizedTest(name = "{0} in a map of {1}: {2}")
    @CsvSource({
        "chr1,  chr1 chr2,   0",
        "chr2,  chr1 chr2,   1",
        "1,     chr1 chr2,   0",
        "chr1,  1 2,         0",
        "X,     chr1 chrX,   1",
        "chrM,  chr1 chrM,   1",
        "M,     chr1 chrM,   1",
        "MT,    chr1 chrM,   1",
        "chrMT, chr1 chrM,   1",
        "chrM,  1 MT,        1",
        "M,     1 MT,        1",
        "chrM,  1 chrMT,     1",
        "chrM,  MT chrMT,    1",
        "I,     chrI chrII,  0",
        "2L,    2L 2R,       0",
    })
    void aChromosomeIsFoundByItsNameWithOrWithoutChr(String name, String map, int index) {
        assertThat(named(map.split(" ")).resolve(name)).hasValue(index);
    }

    @ParameterizedTest(name = "{0} in a map of {1}")
    @CsvSource({
        "Chr1,    chr1 chr2",
        "CHR1,    chr1 chr2",
        "chrx,    chr1 chrX",
        "chr11,   chr1 chr2",
        "chr,     chr1 chr2",
        "'',      chr1 chr2",
        "M,       chr1 chr2",
        "chrM_1,  chrM chrMT",
        "' chr1', chr1 chr2",
    })
    void anythingElseIsNotFound(String name, String map) {
        assertThat(named(map.split(" ")).resolve(name)).isEmpty();
    }

    @Test
    void theExactNameComesBeforeTheOtherSpellings() {
        Chromsizes both = named("1", "chr1", "MT", "chrM");

        assertThat(both.resolve("1")).hasValue(0);
        assertThat(both.resolve("chr1")).hasValue(1);
        assertThat(both.resolve("MT")).hasValue(2);
        assertThat(both.resolve("chrM")).hasValue(3);
    }

    @Test
    void theOrderOfTheMapIsKept() {
        Chromsizes chromsizes = named("b", "a", "c");

        assertThat(chromsizes.count()).isEqualTo(3);
        assertThat(chromsizes.list()).extracting(Chromosome::name).containsExactly("b", "a", "c");
        assertThat(chromsizes.get(1)).isEqualTo(new Chromosome("a", 1000));
    }

    @Test
    void chromosomesInAnotherOrderAreAnotherMap() {
        assertThat(named("a", "b")).isEqualTo(named("a", "b")).hasSameHashCodeAs(named("a", "b"));
        assertThat(named("a", "b")).isNotEqualTo(named("b", "a"));
    }

    @Test
    void twoChromosomesOfOneNameAreRefused() {
        assertThatThrownBy(() -> named("a", "b", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("chromosome a is named twice");
    }

    @Test
    void aChromosomeWithoutNameOrLengthIsRefused() {
        assertThatThrownBy(() -> new Chromosome("", 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a chromosome needs a name");
        assertThatThrownBy(() -> new Chromosome("chr1", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("chromosome chr1 has a size of 0 bp; at least 1 is needed");
    }

    private static Chromsizes named(String... names) {
        List<Chromosome> chromosomes =
                Stream.of(names).map(name -> new Chromosome(name, 1000)).toList();
        return Chromsizes.of(chromosomes);
    }
}
