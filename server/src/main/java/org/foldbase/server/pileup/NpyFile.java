package org.foldbase.server.pileup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;

/**
 * Writes arrays as {@code .npy} files that {@code numpy.load} reads: NPY format 1.0, little-endian,
 * C order (the last index varies fastest). The stream is left open. Reads what it wrote.
 */
public final class NpyFile {
    private static final int ALIGNMENT = 64;
    private static final int PREFIX_LENGTH = 10;
    private static final int VALUES_AT_ONCE = 4096;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private NpyFile() {}

    /**
     * Writes an array of {@code <f8}. Every NaN is written as the same eight bytes, so equal input
     * gives equal files.
     *
     * @param shape the length of each dimension, outermost first; their product is the number of
     *     values
     * @throws IllegalArgumentException if the shape does not hold exactly the values
     */
    public static void write(OutputStream out, double[] values, int... shape) throws IOException {
        writeHeader(out, "<f8", values.length, shape);
        writeEight(out, values.length, i -> Double.doubleToLongBits(values[i]));
    }

    /**
     * Writes an array of {@code <i8}.
     *
     * @param shape the length of each dimension, outermost first; their product is the number of
     *     values
     * @throws IllegalArgumentException if the shape does not hold exactly the values
     */
    public static void write(OutputStream out, long[] values, int... shape) throws IOException {
        writeHeader(out, "<i8", values.length, shape);
        writeEight(out, values.length, i -> values[i]);
    }

    /**
     * The values of a file of {@code <f8}, in C order.
     *
     * @throws IOException if it can't be read or is not such a file
     */
    static double[] readDoubles(Path file) throws IOException {
        ByteBuffer values = valuesOf(file, "<f8");
        double[] doubles = new double[values.remaining() / Double.BYTES];
        values.asDoubleBuffer().get(doubles);
        return doubles;
    }

    /** The values of a file of {@code <i8}; see {@link #readDoubles}. */
    static long[] readLongs(Path file) throws IOException {
        ByteBuffer values = valuesOf(file, "<i8");
        long[] longs = new long[values.remaining() / Long.BYTES];
        values.asLongBuffer().get(longs);
        return longs;
    }

    private static ByteBuffer valuesOf(Path file, String type) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.limit() < PREFIX_LENGTH
                || !Arrays.equals(bytes.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("not an .npy file of version 1.0");
        }
        int start = PREFIX_LENGTH + Short.toUnsignedInt(bytes.getShort(PREFIX_LENGTH - 2));
        if (start > bytes.limit() || (bytes.limit() - start) % Long.BYTES != 0) {
            throw new IOException("an .npy file is cut short");
        }
        String header =
                new String(
                        bytes.array(),
                        PREFIX_LENGTH,
                        start - PREFIX_LENGTH,
                        StandardCharsets.US_ASCII);
        if (!header.startsWith("{'descr': '" + type + "', 'fortran_order': False")) {
            throw new IOException("an .npy file of other values than " + type);
        }
        return bytes.position(start).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void writeEight(OutputStream out, int count, IntToLongFunction bits)
            throws IOException {
        byte[] bytes = new byte[VALUES_AT_ONCE * Long.BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < count; from += VALUES_AT_ONCE) {
            int to = Math.min(count, from + VALUES_AT_ONCE);
            buffer.clear();
            for (int i = from; i < to; i++) {
                buffer.putLong(bits.applyAsLong(i));
            }
            out.write(bytes, 0, buffer.position());
        }
    }

    private static void writeHeader(OutputStream out, String type, int count, int[] shape)
            throws IOException {
        requireShape(count, shape);
        String dimensions =
                Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        if (shape.length == 1) {
            dimensions += ",";
        }
        String dictionary =
                "{'descr': '"
                        + type
                        + "', 'fortran_order': False, 'shape': ("
                        + dimensions
                        + "), }";
        int unpadded = PREFIX_LENGTH + dictionary.length() + 1;
        int padding = Math.floorMod(-unpadded, ALIGNMENT);
        int headerLength = dictionary.length() + padding + 1;
        ByteBuffer header =
                ByteBuffer.allocate(PREFIX_LENGTH + headerLength).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putShort((short) headerLength);
        header.put((dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
        out.write(header.array());
    }

    private static void requireShape(int count, int[] shape) {
        long product = 1;
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException(
                        "shape %s has a negative length".formatted(Arrays.toString(shape)));
            }
            product = Math.multiplyExact(product, length);
        }
        if (shape.length == 0 || shape.length > 32 || product != count) {
            throw new IllegalArgumentException(
                    "shape %s does not hold %d values; give 1 to 32 lengths whose product is %d"
                            .formatted(Arrays.toString(shape), count, count));
        }
    }
}
