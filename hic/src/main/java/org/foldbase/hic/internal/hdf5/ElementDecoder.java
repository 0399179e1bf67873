package org.foldbase.hic.internal.hdf5;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Turns the bytes of numbers into Java's. Bytes come as they are in memory, or shuffled: first the
 * first byte of every element, then the second of every element, and so on. Shuffled bytes are put
 * together directly, without unshuffling them first.
 *
 * <p>Methods take the elements {@code first} to {@code first + length} of a chunk of {@code count}
 * and return the index, counted from {@code first}, of an element that does not fit, or -1.
 */
final class ElementDecoder {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int width;
    private final boolean bigEndian;
    private final boolean signed;
    private final boolean floating;

    ElementDecoder(Datatype type) {
        this.width = type.size();
        this.bigEndian = type.bigEndian();
        this.signed = type.signed();
        this.floating = type.type() == Hdf5Type.FLOAT;
    }

    /** An element's bits, an integer with its sign extended. */
    long raw(byte[] data, boolean shuffled, int count, int index) {
        int at = lowest(shuffled, count, index);
        int step = step(shuffled, count);
        long value = 0;
        for (int k = width - 1; k >= 0; k--) {
            value = value << 8 | (data[at + k * step] & 0xff);
        }
        int unused = 64 - 8 * width;
        return signed ? value << unused >> unused : value;
    }

    int toInts(
            byte[] data, boolean shuffled, int count, int first, int length, int[] into, int at) {
        int wrong = 0;
        if (width == 8 && shuffled) {
            wrong = shuffled8ToInts(data, count, first, length, into, at);
        } else if (width == 8) {
            for (int i = 0; i < length; i++) {
                long value = plain8(data, first + i);
                int low = (int) value;
                wrong |= ((int) (value >>> 32) ^ (signed ? low >> 31 : 0)) | negative(low);
                into[at + i] = low;
            }
        } else if (width == 4 && shuffled) {
            int from = lowest(true, count, first);
            wrong = negative(planesToInts(data, from, step(true, count), length, into, at));
        } else if (width == 4) {
            for (int i = 0; i < length; i++) {
                int value = plain4(data, first + i);
                wrong |= negative(value);
                into[at + i] = value;
            }
        } else {
            for (int i = 0; i < length; i++) {
                into[at + i] = (int) raw(data, shuffled, count, first + i);
            }
        }
        return wrong == 0 ? -1 : firstOutsideInt(data, shuffled, count, first, length);
    }

    /**
     * The low four bytes make the value. Not zero if one is negative or a high byte is not zero;
     * then it takes a closer look to tell whether all fit.
     */
    private int shuffled8ToInts(byte[] data, int count, int first, int length, int[] into, int at) {
        int from = lowest(true, count, first);
        int step = step(true, count);
        int sign = planesToInts(data, from, step, length, into, at) & Integer.MIN_VALUE;
        long high = 0;
        for (int k = 4; k < 8; k++) {
            int plane = from + k * step;
            int i = 0;
            for (; i <= length - 8; i += 8) {
                high |= (long) LONG.get(data, plane + i);
            }
            for (; i < length; i++) {
                high |= data[plane + i];
            }
        }
        return sign | (high == 0 ? 0 : 1);
    }

    /**
     * Puts four planes of bytes together, eight elements at a time: the bytes of four longs are
     * transposed as two 4 × 4 matrices, side by side in their halves.
     *
     * @return all values, or-ed
     */
    private static int planesToInts(
            byte[] data, int from, int step, int length, int[] into, int at) {
        int all = 0;
        int i = 0;
        for (; i <= length - 8; i += 8) {
            long a = (long) LONG.get(data, from + i);
            long b = (long) LONG.get(data, from + step + i);
            long c = (long) LONG.get(data, from + 2 * step + i);
            long d = (long) LONG.get(data, from + 3 * step + i);
            long swap = ((a >>> 8) ^ b) & 0x00ff00ff00ff00ffL;
            a ^= swap << 8;
            b ^= swap;
            swap = ((c >>> 8) ^ d) & 0x00ff00ff00ff00ffL;
            c ^= swap << 8;
            d ^= swap;
            swap = ((a >>> 16) ^ c) & 0x0000ffff0000ffffL;
            a ^= swap << 16;
            c ^= swap;
            swap = ((b >>> 16) ^ d) & 0x0000ffff0000ffffL;
            b ^= swap << 16;
            d ^= swap;
            into[at + i] = (int) a;
            into[at + i + 1] = (int) b;
            into[at + i + 2] = (int) c;
            into[at + i + 3] = (int) d;
            into[at + i + 4] = (int) (a >>> 32);
            into[at + i + 5] = (int) (b >>> 32);
            into[at + i + 6] = (int) (c >>> 32);
            into[at + i + 7] = (int) (d >>> 32);
            long or = a | b | c | d;
            all |= (int) or | (int) (or >>> 32);
        }
        for (; i < length; i++) {
            into[at + i] = low4(data, from + i, step);
            all |= into[at + i];
        }
        return all;
    }

    /** Not zero if the value is negative although the type is unsigned. */
    private int negative(int value) {
        return signed ? 0 : value & Integer.MIN_VALUE;
    }

    private int firstOutsideInt(byte[] data, boolean shuffled, int count, int first, int length) {
        for (int i = 0; i < length; i++) {
            long value = raw(data, shuffled, count, first + i);
            if ((int) value != value) {
                return i;
            }
        }
        return -1;
    }

    int toLongs(
            byte[] data, boolean shuffled, int count, int first, int length, long[] into, int at) {
        if (width == 8 && shuffled) {
            int from = lowest(true, count, first);
            int step = step(true, count);
            for (int i = 0; i < length; i++) {
                into[at + i] = low8(data, from + i, step);
            }
        } else if (width == 8) {
            for (int i = 0; i < length; i++) {
                into[at + i] = plain8(data, first + i);
            }
        } else {
            for (int i = 0; i < length; i++) {
                into[at + i] = raw(data, shuffled, count, first + i);
            }
        }
        for (int i = 0; i < length && !signed; i++) {
            if (into[at + i] < 0) {
                return i;
            }
        }
        return -1;
    }

    /** Every number has a double nearest to it, so that none is refused. */
    void toDoubles(
            byte[] data,
            boolean shuffled,
            int count,
            int first,
            int length,
            double[] into,
            int at) {
        int from = lowest(shuffled, count, first);
        int step = step(shuffled, count);
        if (floating && width == 8 && shuffled) {
            for (int i = 0; i < length; i++) {
                into[at + i] = Double.longBitsToDouble(low8(data, from + i, step));
            }
        } else if (floating && width == 8) {
            for (int i = 0; i < length; i++) {
                into[at + i] = Double.longBitsToDouble(plain8(data, first + i));
            }
        } else if (floating) {
            for (int i = 0; i < length; i++) {
                int bits = (int) raw(data, shuffled, count, first + i);
                into[at + i] = Float.intBitsToFloat(bits);
            }
        } else if (signed && width == 4 && shuffled) {
            for (int i = 0; i < length; i++) {
                into[at + i] = low4(data, from + i, step);
            }
        } else if (signed && width == 4) {
            for (int i = 0; i < length; i++) {
                into[at + i] = plain4(data, first + i);
            }
        } else if (signed && width == 8 && shuffled) {
            for (int i = 0; i < length; i++) {
                into[at + i] = low8(data, from + i, step);
            }
        } else {
            for (int i = 0; i < length; i++) {
                long value = raw(data, shuffled, count, first + i);
                into[at + i] = value < 0 && !signed ? unsignedToDouble(value) : value;
            }
        }
    }

    /** Halves with a sticky last bit, so that rounding happens once. */
    private static double unsignedToDouble(long value) {
        return (double) (value >>> 1 | (value & 1)) * 2;
    }

    /** Where an element's byte of least weight is. */
    private int lowest(boolean shuffled, int count, int index) {
        int plane = bigEndian ? width - 1 : 0;
        return shuffled ? plane * count + index : index * width + plane;
    }

    /** How far it is from a byte to that of the next higher weight. */
    private int step(boolean shuffled, int count) {
        int distance = shuffled ? count : 1;
        return bigEndian ? -distance : distance;
    }

    private static int low4(byte[] data, int at, int step) {
        return (data[at] & 0xff)
                | (data[at + step] & 0xff) << 8
                | (data[at + 2 * step] & 0xff) << 16
                | data[at + 3 * step] << 24;
    }

    private static long low8(byte[] data, int at, int step) {
        return Integer.toUnsignedLong(low4(data, at, step))
                | (long) low4(data, at + 4 * step, step) << 32;
    }

    private int plain4(byte[] data, int index) {
        int value = (int) INT.get(data, index * 4);
        return bigEndian ? Integer.reverseBytes(value) : value;
    }

    private long plain8(byte[] data, int index) {
        long value = (long) LONG.get(data, index * 8);
        return bigEndian ? Long.reverseBytes(value) : value;
    }
}
