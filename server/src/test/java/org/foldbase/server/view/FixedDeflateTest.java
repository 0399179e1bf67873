package org.foldbase.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedDeflateTest {

    @Test
    void aShortTextHasTheBytesOfTheStandard() {
        // 'a' three times as fixed literals 0x91, the end of the block, and their Adler-32.
        byte[] stream = FixedDeflate.zlib(new byte[] {'a', 'a', 'a'});
        assertThat(HexFormat.of().formatHex(stream)).isEqualTo("78014b4c4c040002490124");
    }

    @Test
    void nothingIsAnEmptyBlock() throws DataFormatException {
        assertThat(inflated(FixedDeflate.zlib(new byte[0]))).isEmpty();
    }

    @Test
    void runsOfEveryLengthComeBack() throws DataFormatException {
        for (int length = 1; length < 1100; length++) {
            byte[] run = new byte[length];
            Arrays.fill(run, (byte) 200);
            assertThat(inflated(FixedDeflate.zlib(run))).as("length %d", length).isEqualTo(run);
        }
    }

    @Test
    void repeatsAtEveryKindOfDistanceComeBack() throws DataFormatException {
        SplittableRandom random = new SplittableRandom(11);
        for (int power = 2; power <= 16; power++) {
            for (int distance = (1 << power) - 2; distance <= (1 << power) + 2; distance++) {
                byte[] input = new byte[distance + 300];
                random.nextBytes(input);
                System.arraycopy(input, 0, input, distance, 300);
                assertThat(inflated(FixedDeflate.zlib(input)))
                        .as("distance %d", distance)
                        .isEqualTo(input);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomMixturesOfNoiseAndRunsComeBack(long seed) throws DataFormatException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            byte[] input = new byte[random.nextInt(1, 20_000)];
            int at = 0;
            while (at < input.length) {
                int length = Math.min(input.length - at, random.nextInt(1, 700));
                int kind = random.nextInt(3);
                for (int i = at; i < at + length; i++) {
                    input[i] =
                            switch (kind) {
                                case 0 -> (byte) random.nextInt();
                                case 1 -> (byte) length;
                                default -> i < 97 ? 5 : input[i - 97];
                            };
                }
                at += length;
            }
            assertThat(inflated(FixedDeflate.zlib(input)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(input);
        }
    }

    @Test
    void aMegabyteOfZerosShrinksToThirteenBitsForEvery258() {
        int matches = (1 << 20) / 258 + 1;
        assertThat(FixedDeflate.zlib(new byte[1 << 20])).hasSizeLessThan(matches * 13 / 8 + 16);
    }

    private static byte[] inflated(byte[] stream) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(stream);
            var out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                assertThat(count > 0 || inflater.finished()).as("the stream ends").isTrue();
                out.write(buffer, 0, count);
            }
            assertThat(inflater.getRemaining()).as("bytes after the stream").isZero();
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }
}
