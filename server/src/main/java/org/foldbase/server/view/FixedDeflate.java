package org.foldbase.server.view;

import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * A zlib stream (RFC 1950) of one DEFLATE block with the fixed codes (RFC 1951, 3.2.6). The
 * platform's deflater is not used because its bytes differ between builds of zlib; these never do.
 * Matches are greedy, found through the last place where the same four bytes began.
 */
final class FixedDeflate {
    private static final int MIN_MATCH = 4;
    private static final int MAX_MATCH = 258;
    private static final int MAX_DISTANCE = 32768;
    private static final int HASH_BITS = 15;
    private static final int END_OF_BLOCK = 256;

    /** The first length or distance of every code; the gaps are what the extra bits count. */
    private static final int[] LENGTH_BASE = bases(3, 28, 4);

    private static final int[] DISTANCE_BASE = bases(1, 30, 2);

    private final byte[] input;
    private byte[] output;
    private int outputLength;
    private long pending;
    private int pendingBits;

    private FixedDeflate(byte[] input) {
        this.input = input;
        this.output = new byte[input.length / 8 + 64];
    }

    static byte[] zlib(byte[] input) {
        return new FixedDeflate(input).run();
    }

    private byte[] run() {
        putBits(0x78, 8); // DEFLATE with a window of 32 KiB,
        putBits(0x01, 8); // no dictionary, fastest; 0x7801 is a multiple of 31
        putBits(0b011, 3); // the last block, fixed codes
        compress();
        putLiteralOrLength(END_OF_BLOCK);
        putBits(0, (8 - pendingBits % 8) % 8);
        Adler32 adler = new Adler32();
        adler.update(input);
        putBits(Integer.reverseBytes((int) adler.getValue()) & 0xffffffffL, 32);
        return Arrays.copyOf(output, outputLength);
    }

    private void compress() {
        int[] lastStart = new int[1 << HASH_BITS];
        Arrays.fill(lastStart, -MAX_DISTANCE - 1);
        int at = 0;
        while (at + MIN_MATCH <= input.length) {
            int hash = hash(at);
            int candidate = lastStart[hash];
            lastStart[hash] = at;
            int length = at - candidate <= MAX_DISTANCE ? matchLength(candidate, at) : 0;
            if (length < MIN_MATCH) {
                putLiteralOrLength(input[at++] & 0xff);
                continue;
            }
            putMatch(length, at - candidate);
            at += length;
            // The end of a match is where a longer run goes on.
            for (int i = at - MIN_MATCH + 1; i < at && i + MIN_MATCH <= input.length; i++) {
                lastStart[hash(i)] = i;
            }
        }
        while (at < input.length) {
            putLiteralOrLength(input[at++] & 0xff);
        }
    }

    private int hash(int at) {
        int four =
                (input[at] & 0xff)
                        | (input[at + 1] & 0xff) << 8
                        | (input[at + 2] & 0xff) << 16
                        | input[at + 3] << 24;
        return (four * 0x9e3779b1) >>> (32 - HASH_BITS);
    }

    private int matchLength(int candidate, int at) {
        int limit = Math.min(MAX_MATCH, input.length - at);
        int mismatch = Arrays.mismatch(input, candidate, candidate + limit, input, at, at + limit);
        return mismatch < 0 ? limit : mismatch;
    }

    private void putMatch(int length, int distance) {
        if (length == MAX_MATCH) {
            putLiteralOrLength(285);
        } else {
            int code = lastNotAbove(LENGTH_BASE, length);
            putLiteralOrLength(257 + code);
            putBits(length - LENGTH_BASE[code], extraBits(code, 4));
        }
        int code = lastNotAbove(DISTANCE_BASE, distance);
        putBits(reverse(code, 5), 5);
        putBits(distance - DISTANCE_BASE[code], extraBits(code, 2));
    }

    private void putLiteralOrLength(int symbol) {
        if (symbol < 144) {
            putBits(reverse(0x30 + symbol, 8), 8);
        } else if (symbol < 256) {
            putBits(reverse(0x190 + symbol - 144, 9), 9);
        } else if (symbol < 280) {
            putBits(reverse(symbol - 256, 7), 7);
        } else {
            putBits(reverse(0xc0 + symbol - 280, 8), 8);
        }
    }

    /** Appends the low bits of a value, the lowest first. */
    private void putBits(long value, int count) {
        pending |= value << pendingBits;
        pendingBits += count;
        while (pendingBits >= 8) {
            if (outputLength == output.length) {
                output = Arrays.copyOf(output, output.length * 2);
            }
            output[outputLength++] = (byte) pending;
            pending >>>= 8;
            pendingBits -= 8;
        }
    }

    private static int reverse(int code, int bits) {
        return Integer.reverse(code) >>> (32 - bits);
    }

    private static int[] bases(int first, int count, int codesPerDoubling) {
        int[] bases = new int[count];
        int next = first;
        for (int code = 0; code < count; code++) {
            bases[code] = next;
            next += 1 << extraBits(code, codesPerDoubling);
        }
        return bases;
    }

    private static int extraBits(int code, int codesPerDoubling) {
        return Math.max(0, code / codesPerDoubling - 1);
    }

    private static int lastNotAbove(int[] bases, int value) {
        int found = Arrays.binarySearch(bases, value);
        return found >= 0 ? found : -found - 2;
    }
}
