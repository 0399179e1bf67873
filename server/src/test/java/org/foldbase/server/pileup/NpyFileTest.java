package org.foldbase.server.pileup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {
    private static final String PYTHON = "/usr/bin/python3";

    @Test
    void theBytesAreThoseOfFormatOne() throws IOException {
        var out = new ByteArrayOutputStream();
        NpyFile.write(out, new double[] {1, -2, Double.NaN, 0.5, 0, -0.0}, 2, 3);

        String dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }";
        byte[] header =
                ("\u0093NUMPY\1\0v\0" + dictionary + " ".repeat(58) + "\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(header).hasSize(128);
        ByteBuffer expected = ByteBuffer.allocate(128 + 6 * 8).order(ByteOrder.LITTLE_ENDIAN);
        expected.put(header);
        expected.putLong(0x3ff0000000000000L).putLong(0xc000000000000000L);
        expected.putLong(0x7ff8000000000000L).putLong(0x3fe0000000000000L);
        expected.putLong(0).putLong(0x8000000000000000L);
        assertThat(out.toByteArray()).isEqualTo(bytes(expected));
    }

    @Test
    void oneDimensionHasPythonsCommaAndIntegersTheirType() throws IOException {
        var out = new ByteArrayOutputStream();
        NpyFile.write(out, new long[] {7, -1}, 2);

        String text = out.toString(StandardCharsets.ISO_8859_1);
        assertThat(text).contains("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }");
        assertThat(text.substring(128)).isEqualTo("\7\0\0\0\0\0\0\0" + "\u00ff".repeat(8));
    }

    @Test
    void theDataBeginsAtAMultipleOf64ForEveryLengthOfShape() throws IOException {
        for (int dimensions = 1; dimensions <= 32; dimensions++) {
            int[] shape = new int[dimensions];
            Arrays.fill(shape, 1);
            var out = new ByteArrayOutputStream();
            NpyFile.write(out, new long[] {5}, shape);
            assertThat((out.size() - 8) % 64).as("%d dimensions", dimensions).isZero();
        }
    }

    @Test
    void everyNotANumberIsWrittenAlike() throws IOException {
        var canonical = new ByteArrayOutputStream();
        NpyFile.write(canonical, new double[] {Double.NaN}, 1);
        var other = new ByteArrayOutputStream();
        NpyFile.write(other, new double[] {Double.longBitsToDouble(0xfff8000000000123L)}, 1);
        assertThat(other.toByteArray()).isEqualTo(canonical.toByteArray());
    }

    @Test
    void aShapeThatDoesNotHoldTheValuesIsRefusedWithBoth() {
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> NpyFile.write(out, new double[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2, 3] does not hold 5 values");
        assertThatThrownBy(() -> NpyFile.write(out, new double[6], -2, -3))
                .hasMessageContaining("negative");
        assertThatThrownBy(() -> NpyFile.write(out, new double[1])).hasMessageContaining("[]");
        assertThat(out.size()).isZero();
    }

    @Test
    void numpyLoadsWhatWasWritten(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of(PYTHON)) && run("import numpy").exitCode() == 0,
                "skipped: " + PYTHON + " has no numpy");
        double[] doubles = new double[3 * 5000];
        Arrays.setAll(doubles, i -> i % 7 == 0 ? Double.NaN : 1 / (i + 0.25) - 0.01);
        long[] longs = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE, 42};
        Path matrix = folder.resolve("matrix.npy");
        Path counts = folder.resolve("counts.npy");
        try (var out = Files.newOutputStream(matrix)) {
            NpyFile.write(out, doubles, 3, 5000);
        }
        try (var out = Files.newOutputStream(counts)) {
            NpyFile.write(out, longs, 1, 2, 3);
        }

        assertThat(loaded(matrix)).isEqualTo("float64 (3, 5000) True " + hexOf(doubles));
        assertThat(loaded(counts)).isEqualTo("int64 (1, 2, 3) True " + hexOf(longs));
    }

    private static String loaded(Path file) throws Exception {
        Run run =
                run(
                        "import sys, numpy; a = numpy.load(sys.argv[1]); "
                                + "print(a.dtype, a.shape, a.flags.c_contiguous, a.tobytes().hex())",
                        file.toString());
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output().strip();
    }

    private record Run(int exitCode, String output) {}

    private static Run run(String program, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(PYTHON, "-c", program));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private static String hexOf(double[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asDoubleBuffer().put(values);
        return HexFormat.of().formatHex(bytes(buffer.position(buffer.limit())));
    }

    private static String hexOf(long[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(values);
        return HexFormat.of().formatHex(bytes(buffer.position(buffer.limit())));
    }

    private static byte[] bytes(ByteBuffer written) {
        byte[] bytes = new byte[written.position()];
        written.flip().get(bytes);
        return bytes;
    }
}
