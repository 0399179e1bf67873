package org.foldbase.server.view;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Writes a raster as a PNG (ISO/IEC 15948) with a palette of 8 bits. */
final class PngEncoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte FILTER_UP = 2;

    /** 192 pixels an inch, so that a unit is 1/96 inch where pictures have a size. */
    private static final int PIXELS_PER_METRE = 7559;

    private PngEncoder() {}

    static void write(Raster raster, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.write(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(raster.width()).putInt(raster.height());
        header.put((byte) 8).put((byte) 3); // 8 bits, palette; then no interlace and the defaults
        chunk(data, "IHDR", header.array());
        chunk(data, "PLTE", palette(raster.palette()));
        ByteBuffer size = ByteBuffer.allocate(9);
        size.putInt(PIXELS_PER_METRE).putInt(PIXELS_PER_METRE).put((byte) 1);
        chunk(data, "pHYs", size.array());
        chunk(data, "IDAT", FixedDeflate.zlib(scanlines(raster)));
        chunk(data, "IEND", new byte[0]);
        data.flush();
    }

    /** Every row as its difference from the one above: mostly zeros, as cells are blocks. */
    private static byte[] scanlines(Raster raster) {
        int width = raster.width();
        byte[] pixels = raster.pixels();
        byte[] lines = new byte[Math.multiplyExact(width + 1, raster.height())];
        for (int row = 0; row < raster.height(); row++) {
            int from = row * width;
            int to = row * (width + 1);
            lines[to] = FILTER_UP;
            if (row == 0) {
                System.arraycopy(pixels, 0, lines, 1, width);
            } else if (!Arrays.equals(pixels, from, from + width, pixels, from - width, from)) {
                for (int column = 0; column < width; column++) {
                    int difference = pixels[from + column] - pixels[from + column - width];
                    lines[to + 1 + column] = (byte) difference;
                }
            }
        }
        return lines;
    }

    private static byte[] palette(int[] colours) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * colours.length);
        for (int rgb : colours) {
            bytes.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
        }
        return bytes.array();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content)
            throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) crc.getValue());
    }
}
