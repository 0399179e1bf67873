package org.foldbase.hic.bed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.foldbase.hic.bed.RegionFile.ReadOptions;
import org.foldbase.hic.genome.Chromosome;
import org.foldbase.hic.genome.Chromsizes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files give regions or a sentence with their name, in a bounded time. */
class RegionFuzzTest {
    private static final Chromsizes CHROMSIZES =
            Chromsizes.of(
                    List.of(
                            new Chromosome("chr1", 300_000_000),
                            new Chromosome("chr2", 300_000_000)));
    private static final byte[][] PIECES = {
        "\t".getBytes(UTF_8),
        "\n".getBytes(UTF_8),
        "\r".getBytes(UTF_8),
        "-1".getBytes(UTF_8),
        "1e6".getBytes(UTF_8),
        "99999999999999999999".getBytes(UTF_8),
        "chrom\tstart\tend\n".getBytes(UTF_8),
        "#".getBytes(UTF_8),
        ",".getBytes(UTF_8),
        {0},
        {(byte) 0xFF, (byte) 0xFE},
        {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
        {0x1F, (byte) 0x8B, 8, 0},
    };

    @TempDir Path folder;

    @Test
    void fiveHundredDamagedFilesEndInRegionsOrASentence() throws IOException {
        fuzz(2026, 500);
    }

    @Test
    @Tag("proof")
    void tenThousandDamagedFilesEndInRegionsOrASentence() throws IOException {
        fuzz(25, 10_000);
    }

    private void fuzz(long seed, int files) throws IOException {
        Random random = new Random(seed);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < files; i++) {
            byte[] bytes = new RandomRegions(random, 0).text().getBytes(UTF_8);
            if (random.nextBoolean()) {
                bytes = RegionText.gzip(bytes);
            }
            int damages = 1 + random.nextInt(4);
            for (int damage = 0; damage < damages; damage++) {
                bytes = damaged(bytes, random);
            }
            Optional<RegionFormat> format =
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(
                                    random.nextBoolean() ? RegionFormat.BED : RegionFormat.BEDPE);
            String what = "seed %d, file %d".formatted(seed, i);
            if (opens(bytes, new ReadOptions(format, random.nextBoolean()), what)) {
                read++;
            } else {
                refused++;
            }
        }
        // Both must be common, or the damage is too much or too little to find anything.
        assertThat(read).as("read with seed %d", seed).isGreaterThan(files / 20);
        assertThat(refused).as("refused with seed %d", seed).isGreaterThan(files / 20);
    }

    private boolean opens(byte[] bytes, ReadOptions options, String what) throws IOException {
        Path file = new RegionText(folder).write("sites.bed", bytes);
        long start = System.nanoTime();
        boolean opened;
        try {
            RegionFile regions = RegionFile.read(file, options);
            assertThat(regions.count()).as(what).isPositive();
            opened = true;
        } catch (RegionFormatException e) {
            assertThat(e).as(what).hasMessageStartingWith("sites.bed");
            assertThat(e.getMessage()).as(what).doesNotContainPattern("\\p{Cntrl}");
            opened = false;
        }
        try {
            assertThat(ViewFile.read(file, CHROMSIZES).regions()).as(what).isNotEmpty();
        } catch (RegionFormatException e) {
            assertThat(e).as(what).hasMessageStartingWith("sites.bed");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(what)
                .isLessThan(Duration.ofSeconds(2));
        return opened;
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> {
                byte[] changed = bytes.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 1 -> {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                yield changed;
            }
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> spliced(bytes, at, PIECES[random.nextInt(PIECES.length)], at);
            case 4 -> {
                int end = Math.min(bytes.length, at + random.nextInt(20));
                yield spliced(bytes, at, new byte[0], end);
            }
            default -> {
                int end = Math.min(bytes.length, at + random.nextInt(50));
                yield spliced(bytes, at, Arrays.copyOfRange(bytes, at, end), at);
            }
        };
    }

    /** The bytes before {@code from}, the piece, and the bytes from {@code to}. */
    private static byte[] spliced(byte[] bytes, int from, byte[] piece, int to) {
        byte[] spliced = Arrays.copyOf(bytes, from + piece.length + bytes.length - to);
        System.arraycopy(piece, 0, spliced, from, piece.length);
        System.arraycopy(bytes, to, spliced, from + piece.length, bytes.length - to);
        return spliced;
    }
}
