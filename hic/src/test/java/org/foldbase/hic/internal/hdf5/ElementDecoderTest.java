package org.foldbase.hic.internal.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Every kind of integer against a reference that knows nothing of planes. */
class ElementDecoderTest {
    private static final long SEED = 2026;

    @Test
    void integersOfEveryWidthOrderAndSignAreExactOrNamed() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 20_000; round++) {
            int width = 1 << random.nextInt(4);
            boolean bigEndian = random.nextBoolean();
            boolean signed = random.nextBoolean();
            boolean shuffled = random.nextBoolean();
            int count = 1 + random.nextInt(40);
            BigInteger[] values = new BigInteger[count];
            byte[] data = new byte[count * width];
            int bits = 1 + random.nextInt(8 * width); // often few, so that values fit
            for (int i = 0; i < count; i++) {
                long noise = random.nextLong();
                long raw = signed ? noise >> (64 - bits) : noise >>> (64 - bits);
                byte[] element = new byte[width];
                for (int k = 0; k < width; k++) {
                    element[k] = (byte) (raw >>> (8 * k)); // lowest first
                    int byteAt = bigEndian ? width - 1 - k : k;
                    data[shuffled ? byteAt * count + i : i * width + byteAt] = element[k];
                }
                values[i] = number(element, signed);
            }
            int first = random.nextInt(count);
            int length = count - first;
            Datatype type =
                    new Datatype(
                            Hdf5Type.INTEGER, width, bigEndian, signed, false, false, Map.of());
            ElementDecoder decoder = new ElementDecoder(type);
            int[] ints = new int[length];
            long[] longs = new long[length];
            double[] doubles = new double[length];
            int badInt = decoder.toInts(data, shuffled, count, first, length, ints, 0);
            int badLong = decoder.toLongs(data, shuffled, count, first, length, longs, 0);
            decoder.toDoubles(data, shuffled, count, first, length, doubles, 0);
            String which = "seed %d, round %d, %s".formatted(SEED, round, type);
            assertThat(badInt).as(which).isEqualTo(firstBeyond(values, first, 31));
            assertThat(badLong).as(which).isEqualTo(firstBeyond(values, first, 63));
            for (int i = 0; i < length; i++) {
                BigInteger value = values[first + i];
                assertThat(doubles[i]).as(which).isEqualTo(value.doubleValue());
                if (badInt < 0) {
                    assertThat(ints[i]).as(which).isEqualTo(value.intValueExact());
                }
                if (badLong < 0) {
                    assertThat(longs[i]).as(which).isEqualTo(value.longValueExact());
                }
            }
        }
    }

    private static BigInteger number(byte[] lowestFirst, boolean signed) {
        byte[] highestFirst = new byte[lowestFirst.length];
        for (int k = 0; k < lowestFirst.length; k++) {
            highestFirst[k] = lowestFirst[lowestFirst.length - 1 - k];
        }
        return signed ? new BigInteger(highestFirst) : new BigInteger(1, highestFirst);
    }

    private static int firstBeyond(BigInteger[] values, int first, int bits) {
        for (int i = first; i < values.length; i++) {
            if (values[i].bitLength() > bits) {
                return i - first;
            }
        }
        return -1;
    }
}
