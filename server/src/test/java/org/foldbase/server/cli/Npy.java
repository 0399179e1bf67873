package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads .npy files by the format's description, knowing nothing of the code that writes them. */
final class Npy {
    private Npy() {}

    static double[] doubles(Path file, int side) throws IOException {
        ByteBuffer data = data(file, "<f8", side);
        double[] values = new double[side * side];
        data.asDoubleBuffer().get(values);
        return values;
    }

    static long[] longs(Path file, int side) throws IOException {
        ByteBuffer data = data(file, "<i8", side);
        long[] values = new long[side * side];
        data.asLongBuffer().get(values);
        return values;
    }

    private static ByteBuffer data(Path file, String type, int side) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int headerEnd = 10 + bytes.getShort(8);
        String header = new String(bytes.array(), 10, headerEnd - 10, StandardCharsets.US_ASCII);
        assertThat(header)
                .contains(
                        "'descr': '" + type + "'",
                        "'fortran_order': False",
                        "'shape': (%d, %d)".formatted(side, side));
        assertThat(bytes.limit() - headerEnd).isEqualTo(side * side * 8);
        return bytes.position(headerEnd).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
