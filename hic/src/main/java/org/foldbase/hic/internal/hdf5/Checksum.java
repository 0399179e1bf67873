package org.foldbase.hic.internal.hdf5;

/** The two checksums of the format. */
final class Checksum {
    private Checksum() {}

    /** Bob Jenkins's lookup3 (hashlittle, seed 0), which guards the format's newer structures. */
    static int lookup3(byte[] bytes) {
        int a = 0xdeadbeef + bytes.length;
        int b = a;
        int c = a;
        int at = 0;
        while (bytes.length - at > 12) {
            a += word(bytes, at);
            b += word(bytes, at + 4);
            c += word(bytes, at + 8);
            a = (a - c) ^ Integer.rotateLeft(c, 4);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 6);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 8);
            b += a;
            a = (a - c) ^ Integer.rotateLeft(c, 16);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 19);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 4);
            b += a;
            at += 12;
        }
        if (at == bytes.length) {
            return c;
        }
        a += word(bytes, at);
        b += word(bytes, at + 4);
        c += word(bytes, at + 8);
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        c = (c ^ b) - Integer.rotateLeft(b, 24);
        return c;
    }

    /** Four bytes, little-endian; those beyond the end are zero. */
    private static int word(byte[] bytes, int at) {
        int value = 0;
        for (int i = Math.min(at + 4, bytes.length) - 1; i >= at; i--) {
            value |= (bytes[i] & 0xff) << (8 * (i - at));
        }
        return value;
    }

    /** Fletcher's checksum over big-endian words of 16 bits, as the fletcher32 filter stores it. */
    static int fletcher32(byte[] bytes, int length) {
        long low = 0;
        long high = 0;
        int pairs = length & ~1;
        for (int at = 0; at < pairs; at += 2) {
            low += (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
            high += low;
            // 2^19 words of 16 bits keep the second sum below 2^63.
            if ((at & 0xfffff) == 0xffffe) {
                low = fold(low);
                high = fold(high);
            }
        }
        if (pairs < length) {
            low += (bytes[pairs] & 0xff) << 8;
            high += low;
        }
        return (int) (fold(high) << 16 | fold(low));
    }

    /** Ones' complement: the sum modulo 65535, with 65535 itself left as it is. */
    private static long fold(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return folded;
    }
}
