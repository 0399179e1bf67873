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
        long value = 0;
        for (int k = width - 1; k >= 0; k--) {
            int at =
                    shuffled
                            ? plane(k, count) + index
                            : index * width + (bigEndian ? width - 1 - k : k);
            value = value << 8 | (data[at] & 0xff);
        }
        int unused = 64 - 8 * width;
        return signed ? value << unused >> unused : value;
    }

    int toInts(
            byte[] data, boolean shuffled, int count, int first, int length, int[] into, int at) {
        int wrong = 0;
        if (shuffled && below24Bits(data, count, first, length)) {
            int p0 = first + plane(0, count);
            int p1 = first + plane(1, count);
            int p2 = first + plane(2, count);
            for (int i = 0; i < length; i++) {
                into[at + i] = int3(data[p0 + i], data[p1 + i], data[p2 + i]);
            }
        } else if (width == 8 && shuffled) {
            wrong = shuffled8ToInts(data, count, first, length, into, at);
        } else if (width == 8) {
            for (int i = 0; i < length; i++) {
                long value = long8(data, first + i);
                int low = (int) value;
                wrong |= low == value && (signed || low >= 0) ? 0 : 1;
                into[at + i] = low;
            }
        } else if (width == 4 && shuffled) {
            int p0 = first + plane(0, count);
            int p1 = first + plane(1, count);
            int p2 = first + plane(2, count);
            int p3 = first + plane(3, count);
            for (int i = 0; i < length; i++) {
                int value = int4(data[p0 + i], data[p1 + i], data[p2 + i], data[p3 + i]);
                wrong |= value;
                into[at + i] = value;
            }
            wrong = signed ? 0 : wrong & Integer.MIN_VALUE;
        } else if (width == 4) {
            for (int i = 0; i < length; i++) {
                int value = int4(data, first + i);
                wrong |= value;
                into[at + i] = value;
            }
            wrong = signed ? 0 : wrong & Integer.MIN_VALUE;
        } else {
            for (int i = 0; i < length; i++) {
                into[at + i] = (int) raw(data, shuffled, count, first + i);
            }
        }
        return wrong == 0 ? -1 : firstOutsideInt(data, shuffled, count, first, length);
    }

    /** The low four bytes make the value; the high four must repeat its sign. */
    private int shuffled8ToInts(byte[] data, int count, int first, int length, int[] into, int at) {
        int p0 = first + plane(0, count);
        int p1 = first + plane(1, count);
        int p2 = first + plane(2, count);
        int p3 = first + plane(3, count);
        int p4 = first + plane(4, count);
        int p5 = first + plane(5, count);
        int p6 = first + plane(6, count);
        int p7 = first + plane(7, count);
        int negativeIsWrong = signed ? 0 : -1;
        int wrong = 0;
        for (int i = 0; i < length; i++) {
            int value = int4(data[p0 + i], data[p1 + i], data[p2 + i], data[p3 + i]);
            int sign = value >> 31;
            wrong |=
                    (data[p4 + i] ^ sign)
                            | (data[p5 + i] ^ sign)
                            | (data[p6 + i] ^ sign)
                            | (data[p7 + i] ^ sign)
                            | (sign & negativeIsWrong);
            into[at + i] = value;
        }
        return wrong;
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
        long wrong = 0;
        for (int i = 0; i < length; i++) {
            long value =
                    width == 8 && !shuffled
                            ? long8(data, first + i)
                            : raw(data, shuffled, count, first + i);
            wrong |= value;
            into[at + i] = value;
        }
        if (signed || wrong >= 0) {
            return -1;
        }
        int bad = 0;
        while (into[at + bad] >= 0) {
            bad++;
        }
        return bad;
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
        if (floating && width == 8) {
            for (int i = 0; i < length; i++) {
                long bits = shuffled ? raw(data, true, count, first + i) : long8(data, first + i);
                into[at + i] = Double.longBitsToDouble(bits);
            }
        } else if (floating) {
            for (int i = 0; i < length; i++) {
                into[at + i] = Float.intBitsToFloat((int) raw(data, shuffled, count, first + i));
            }
        } else if (shuffled && below24Bits(data, count, first, length)) {
            int p0 = first + plane(0, count);
            int p1 = first + plane(1, count);
            int p2 = first + plane(2, count);
            for (int i = 0; i < length; i++) {
                into[at + i] = int3(data[p0 + i], data[p1 + i], data[p2 + i]);
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

    /** Whether shuffled integers have more than three bytes, but zero in all beyond the third. */
    private boolean below24Bits(byte[] data, int count, int first, int length) {
        if (width <= 3) {
            return false;
        }
        for (int k = width - 1; k >= 3; k--) {
            if (!isZero(data, first + plane(k, count), length)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(byte[] data, int from, int length) {
        long any = 0;
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            any |= (long) LONG.get(data, from + i);
        }
        for (; i < length; i++) {
            any |= data[from + i];
        }
        return any == 0;
    }

    /** Where the bytes of weight 256^k begin. */
    private int plane(int k, int count) {
        return (bigEndian ? width - 1 - k : k) * count;
    }

    private static int int3(byte b0, byte b1, byte b2) {
        return (b0 & 0xff) | (b1 & 0xff) << 8 | (b2 & 0xff) << 16;
    }

    private static int int4(byte b0, byte b1, byte b2, byte b3) {
        return (b0 & 0xff) | (b1 & 0xff) << 8 | (b2 & 0xff) << 16 | b3 << 24;
    }

    private int int4(byte[] data, int index) {
        int value = (int) INT.get(data, index * 4);
        return bigEndian ? Integer.reverseBytes(value) : value;
    }

    private long long8(byte[] data, int index) {
        long value = (long) LONG.get(data, index * 8);
        return bigEndian ? Long.reverseBytes(value) : value;
    }
}
