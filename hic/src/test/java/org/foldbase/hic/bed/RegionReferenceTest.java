package org.foldbase.hic.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.foldbase.hic.bed.RegionFile.ReadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parser against a slow and short one, on random files with and without bad lines. */
class RegionReferenceTest {
    private static final int FILES_PER_SEED = 25;

    @TempDir Path folder;

    static List<Long> seeds() {
        return new Random(20_26).longs(20).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void validFilesAreReadAsTheReferenceReadsThem(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < FILES_PER_SEED; i++) {
            compare(new RandomRegions(random, 0).text(), ReadOptions.defaults());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void badLinesAreSkippedAsTheReferenceSkipsThem(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < FILES_PER_SEED; i++) {
            RandomRegions regions = new RandomRegions(random, 0.3);
            compare(regions.text(), new ReadOptions(Optional.of(regions.format()), true));
        }
    }

    @Test
    void aFileOfManyBuffersIsReadAsTheReferenceReadsIt() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 20_000; line++) {
            text.append("chr%d\t%d\t%d\t".formatted(line / 1000, line, 2 * line))
                    .append("x".repeat(line % 37))
                    .append(line % 5 == 0 ? "\r\n\r\n" : "\r\n");
        }
        assertThat(text).hasSizeGreaterThan(10 * (1 << 16));

        compare(text.toString(), ReadOptions.defaults());
    }

    private void compare(String text, ReadOptions options) throws IOException {
        Reference expected = new Reference(text, options.format());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        RegionFile plain = new RegionText(folder).read(bytes, options);
        RegionFile gzip = new RegionText(folder).read(RegionText.gzip(bytes), options);

        for (RegionFile file : List.of(plain, gzip)) {
            assertThat(file.format()).as(text).isEqualTo(expected.format);
            assertThat(file.regions()).as(text).isEqualTo(expected.regions);
            assertThat(file.pairs()).as(text).isEqualTo(expected.pairs);
            assertThat(file.badLines().count()).as(text).isEqualTo(expected.badLines);
        }
    }

    /** What a file holds, by {@code String.split}. */
    private static final class Reference {
        private final List<Region> regions = new ArrayList<>();
        private final List<RegionPair> pairs = new ArrayList<>();
        private final RegionFormat format;
        private int badLines;

        Reference(String text, Optional<RegionFormat> given) {
            Optional<RegionFormat> told = given;
            String[] lines = text.replace("\uFEFF", "").split("\r?\n", -1);
            boolean first = true;
            for (int i = 0; i < lines.length; i++) {
                String line = lines[i];
                if (line.isBlank() || line.strip().startsWith("#")) {
                    continue;
                }
                if (line.matches("(track|browser)([ \t].*)?")) {
                    continue;
                }
                boolean header = first && line.startsWith("chrom");
                first = false;
                if (header) {
                    continue;
                }
                String[] columns =
                        line.contains("\t") ? line.split("\t", -1) : line.strip().split(" +");
                if (told.isEmpty()) {
                    boolean pair =
                            columns.length >= 6
                                    && columns[4].strip().matches("\\d+")
                                    && columns[5].strip().matches("\\d+");
                    told = Optional.of(pair ? RegionFormat.BEDPE : RegionFormat.BED);
                }
                add(columns, told.get(), i + 1);
            }
            format = told.orElseThrow();
        }

        private void add(String[] columns, RegionFormat format, int line) {
            try {
                if (format == RegionFormat.BED) {
                    regions.add(region(columns, 0, 5, line));
                } else {
                    pairs.add(
                            new RegionPair(
                                    region(columns, 0, 8, line), region(columns, 3, 9, line)));
                }
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                badLines++;
            }
        }

        private static Region region(String[] columns, int first, int strand, int line) {
            String chrom = columns[first].strip();
            String sign = columns.length > strand ? columns[strand].strip() : "";
            if (chrom.isEmpty()) {
                throw new IllegalArgumentException();
            }
            return new Region(
                    chrom,
                    Long.parseLong(columns[first + 1].strip()),
                    Long.parseLong(columns[first + 2].strip()),
                    sign.equals("+") ? Strand.PLUS : sign.equals("-") ? Strand.MINUS : Strand.NONE,
                    line);
        }
    }
}
