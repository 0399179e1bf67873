package org.foldbase.hic.bed;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * The lines of a text file, plain or gzip, as ranges of one reused buffer. Lines end with LF or
 * CRLF. What is not text is refused.
 */
final class TextLines implements Closeable {
    static final int MAX_LINE_BYTES = 1 << 20;

    private final String name;
    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int limit;
    private int start;
    private int end;
    private int nextStart;
    private long number;

    private TextLines(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /**
     * Opens a file before its first line.
     *
     * @throws RegionFormatException if its first bytes tell that it is not text
     * @throws IOException if it cannot be read, in a sentence
     */
    static TextLines open(Path file) throws IOException {
        String name = Objects.toString(file.getFileName(), file.toString());
        if (Files.isDirectory(file)) {
            throw new RegionFormatException("%s is a directory, not a file".formatted(name));
        }
        InputStream raw = openRaw(file);
        try {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1F && raw.read() == 0x8B;
            raw.reset();
            TextLines lines = new TextLines(name, gzip ? new GzipMembers(raw) : raw);
            lines.begin();
            return lines;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static InputStream openRaw(Path file) throws IOException {
        try {
            return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (NoSuchFileException e) {
            NoSuchFileException sentence =
                    new NoSuchFileException(file.toString(), null, "no such file");
            sentence.initCause(e);
            throw sentence;
        } catch (AccessDeniedException e) {
            AccessDeniedException sentence =
                    new AccessDeniedException(file.toString(), null, "permission denied");
            sentence.initCause(e);
            throw sentence;
        }
    }

    private void begin() throws IOException {
        while (limit < Signature.MAX_BYTES && fill()) {
            // a stream may give fewer bytes than it has
        }
        Optional<Signature> signature = Signature.of(buffer, limit);
        if (signature.isPresent()) {
            throw new RegionFormatException("%s is %s".formatted(name, signature.get().meaning()));
        }
        boolean byteOrderMark =
                limit >= 3
                        && buffer[0] == (byte) 0xEF
                        && buffer[1] == (byte) 0xBB
                        && buffer[2] == (byte) 0xBF;
        nextStart = byteOrderMark ? 3 : 0;
    }

    /**
     * Goes to the next line.
     *
     * @return whether there is one
     * @throws RegionFormatException if the line is over {@value #MAX_LINE_BYTES} bytes, holds a NUL
     *     byte, or the gzip data are damaged
     */
    boolean next() throws IOException {
        start = nextStart;
        number++;
        int scan = start;
        while (true) {
            for (; scan < limit; scan++) {
                byte b = buffer[scan];
                if (b == '\n') {
                    end = scan > start && buffer[scan - 1] == '\r' ? scan - 1 : scan;
                    nextStart = scan + 1;
                    return true;
                }
                if (b == 0) {
                    throw new RegionFormatException(
                            "%s is not text: line %d has a NUL byte".formatted(name, number));
                }
            }
            if (scan - start > MAX_LINE_BYTES) {
                throw error("longer than %d bytes".formatted(MAX_LINE_BYTES));
            }
            int length = scan - start;
            if (!fill()) {
                end = length > 0 && buffer[limit - 1] == '\r' ? limit - 1 : limit;
                nextStart = limit;
                return length > 0;
            }
            scan = start + length;
        }
    }

    /** Moves the current line to the buffer's begin and reads more behind it. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, limit - start);
        limit -= start;
        start = 0;
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int count;
        try {
            count = in.read(buffer, limit, buffer.length - limit);
        } catch (EOFException e) {
            throw new RegionFormatException(
                    "%s: the gzip data end in the middle; the file is cut short".formatted(name),
                    e);
        } catch (ZipException e) {
            throw new RegionFormatException(
                    "%s: the gzip data are damaged: %s".formatted(name, e.getMessage()), e);
        } catch (IOException e) {
            throw new IOException("%s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
        limit += Math.max(0, count);
        return count > 0;
    }

    /** The file's name, without its folder. */
    String name() {
        return name;
    }

    /** The number of the current line, counted from 1. */
    long number() {
        return number;
    }

    /** What holds the current line, until the next. */
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Says what is wrong with the current line. */
    String sentence(String problem) {
        return "%s, line %d: %s".formatted(name, number, problem);
    }

    RegionFormatException error(String problem) {
        return new RegionFormatException(sentence(problem));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
