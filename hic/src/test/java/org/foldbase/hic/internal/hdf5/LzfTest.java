package org.foldbase.hic.internal.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LzfTest {
    @Test
    void literalsAndBackReferencesMakeTheText() {
        // "ab" as literals, then 9 + 1 bytes from 2 back: a long run with its own length byte
        byte[] packed = {1, 'a', 'b', (byte) (7 << 5), 1, 1};
        byte[] text = new byte[12];
        assertThat(Lzf.decompress(packed, packed.length, text, text.length)).isEqualTo(12);
        assertThat(new String(text, StandardCharsets.US_ASCII)).isEqualTo("abababababab");
    }

    @Test
    void aReferenceBeforeTheStartIsRefused() {
        byte[] packed = {0, 'a', 1 << 5, 1};
        assertThat(Lzf.decompress(packed, packed.length, new byte[9], 9)).isEqualTo(-1);
    }

    @Test
    void outputBeyondTheCapacityIsRefused() {
        byte[] packed = {1, 'a', 'b', (byte) (7 << 5), 1, 1};
        assertThat(Lzf.decompress(packed, packed.length, new byte[12], 11)).isEqualTo(-1);
    }

    @Test
    void inputThatEndsWithinARunIsRefused() {
        for (byte[] packed : new byte[][] {{5, 'a'}, {0, 'a', 1 << 5}, {0, 'a', (byte) 0xe0, 1}}) {
            assertThat(Lzf.decompress(packed, packed.length, new byte[64], 64)).isEqualTo(-1);
        }
    }

    @Test
    void noiseStaysWithinItsBounds() {
        long seed = 4711;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            int capacity = random.nextInt(200);
            int written = Lzf.decompress(noise, noise.length, new byte[capacity], capacity);
            assertThat(written).as("seed %d, round %d", seed, i).isBetween(-1, capacity);
        }
    }
}
