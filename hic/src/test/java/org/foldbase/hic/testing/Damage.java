package org.foldbase.hic.testing;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages the bytes of a binary file in ways that a seed repeats. */
public final class Damage {
    private Damage() {}

    /** A copy with one to six seeded faults: bits, bytes, fields, copied stretches, a cut end. */
    public static byte[] to(byte[] sound, SplittableRandom random) {
        byte[] bytes = sound.clone();
        int times = 1 + random.nextInt(6);
        for (int i = 0; i < times; i++) {
            int at = place(bytes, random);
            int left = bytes.length - at;
            switch (random.nextInt(8)) {
                case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2, 3 -> bytes[at] = (byte) random.nextInt();
                case 4 -> {
                    int width = Math.min(left, 1 << random.nextInt(4));
                    Arrays.fill(bytes, at, at + width, (byte) 0xff);
                }
                case 5 -> {
                    int width = Math.min(left, 8);
                    long value = random.nextLong(bytes.length * 2L);
                    for (int k = 0; k < width; k++) {
                        bytes[at + k] = (byte) (value >>> (8 * k));
                    }
                }
                case 6 -> {
                    int length = 1 + random.nextInt(Math.min(left, 300));
                    int from = random.nextInt(bytes.length - length + 1);
                    System.arraycopy(bytes, from, bytes, at, length);
                }
                default -> {
                    boolean cut = random.nextInt(4) == 0;
                    bytes = cut ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)) : bytes;
                }
            }
        }
        return bytes;
    }

    /** Mostly close behind a structure's signature: four capital letters. */
    private static int place(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length);
        if (random.nextInt(4) == 0) {
            return at;
        }
        for (int i = 0; i < bytes.length - 4; i++) {
            int here = (at + i) % (bytes.length - 4 + 1);
            boolean signature = here + 4 <= bytes.length;
            for (int k = 0; signature && k < 4; k++) {
                signature = bytes[here + k] >= 'A' && bytes[here + k] <= 'Z';
            }
            if (signature) {
                return Math.min(bytes.length - 1, here + random.nextInt(96));
            }
        }
        return at;
    }
}
