package org.foldbase.server.database.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The end of an archive: the SHA-256 of all bytes before it. It stands in the comment of the ZIP
 * file, which is its last part, so that other programs can read the archive too.
 */
final class Seal extends FilterOutputStream {

    private static final int LENGTH = 64;
    private static final String LABEL = "foldbase archive, sha256 of all before ";
    private static final int BUFFER = 1 << 16;

    private final MessageDigest digest = RowHash.sha256();

    /** The last bytes, which are not written before more come. */
    private final byte[] held = new byte[LENGTH];

    private int heldLength;
    private long written;

    Seal(OutputStream out) {
        super(out);
    }

    /** The comment, with room for the hash. */
    static String comment() {
        return LABEL + "0".repeat(LENGTH);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int surplus = heldLength + length - LENGTH;
        int fromHeld = Math.clamp(surplus, 0, heldLength);
        pass(held, 0, fromHeld);
        System.arraycopy(held, fromHeld, held, 0, heldLength - fromHeld);
        heldLength -= fromHeld;
        int direct = Math.max(0, surplus - fromHeld);
        pass(bytes, offset, direct);
        System.arraycopy(bytes, offset + direct, held, heldLength, length - direct);
        heldLength += length - direct;
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
        written += length;
    }

    /**
     * Writes the hash in the place of the last bytes.
     *
     * @return the SHA-256 of the whole file
     */
    String seal() throws IOException {
        MessageDigest whole = copy();
        byte[] hash = HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
        out.write(hash);
        out.flush();
        written += hash.length;
        return HexFormat.of().formatHex(whole.digest(hash));
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the JDK's SHA-256 can be cloned", e);
        }
    }

    /** Bytes in the file so far. */
    long written() {
        return written;
    }

    /**
     * Checks a file.
     *
     * @return what is wrong with it, or nothing
     */
    static String fault(Path file) throws IOException {
        long length = Files.size(file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(4);
            if (!HexFormat.of().formatHex(begin).equals("504b0304")) {
                return "is no archive that 'foldbase db backup' wrote";
            }
            MessageDigest digest = RowHash.sha256();
            digest.update(begin);
            byte[] end = hashAllButTheEnd(in, digest, length - begin.length - comment().length());
            String comment = new String(end, StandardCharsets.US_ASCII);
            if (!comment.startsWith(LABEL)) {
                return "is cut off or damaged: its end is not that of an archive ("
                        + length
                        + " bytes are there); use another copy";
            }
            digest.update(end, 0, LABEL.length());
            String hash = HexFormat.of().formatHex(digest.digest());
            return comment.endsWith(hash)
                    ? ""
                    : "is damaged: its checksum is not that of its content; use another copy";
        }
    }

    private static byte[] hashAllButTheEnd(InputStream in, MessageDigest digest, long bytes)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = bytes;
        while (left > 0) {
            Snapshot.requireNotInterrupted();
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                break;
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        return in.readNBytes(comment().length());
    }
}
