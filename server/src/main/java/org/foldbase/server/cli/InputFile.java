package org.foldbase.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A file as it was when a command began. The result names its checksum, so it must stay so. */
record InputFile(Path path, boolean regular, long size, FileTime modified, Optional<Object> key) {
    private static final int BLOCK = 1 << 20;
    private static final String HDF5_SIGNATURE = "894844460d0a1a0a";

    /**
     * Looks at a file.
     *
     * @throws IOException if there is none, in a sentence
     */
    static InputFile of(Path path) throws IOException {
        try {
            BasicFileAttributes about = Files.readAttributes(path, BasicFileAttributes.class);
            return new InputFile(
                    path,
                    about.isRegularFile(),
                    about.size(),
                    about.lastModifiedTime(),
                    Optional.ofNullable(about.fileKey()));
        } catch (NoSuchFileException e) {
            throw new BadInputException("%s: no such file".formatted(path), e);
        } catch (AccessDeniedException e) {
            throw new BadInputException("%s: permission denied".formatted(path), e);
        }
    }

    /** Refuses what can be read only once: it is read, and then its checksum is made. */
    void requireNoPipe() throws BadInputException {
        if (!regular && !Files.isDirectory(path)) {
            throw new BadInputException(
                    "%s is a pipe or a device; save it as a file, for the result names its checksum"
                            .formatted(path));
        }
    }

    boolean beginsAsHdf5() throws IOException {
        if (!regular) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(HDF5_SIGNATURE.length() / 2);
            return HexFormat.of().formatHex(head).equals(HDF5_SIGNATURE);
        } catch (AccessDeniedException e) {
            throw new BadInputException("%s: permission denied".formatted(path), e);
        }
    }

    /**
     * The SHA-256 of the file, in hexadecimal.
     *
     * @throws CancellationException if this thread is interrupted
     */
    String sha256() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
                if (Thread.interrupted()) {
                    throw new CancellationException("interrupted");
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Refuses a file that is no more the one it was. */
    void requireUnchanged() throws IOException {
        if (!equals(of(path))) {
            throw new BadInputException(
                    "%s was changed while it was read; run again when it is complete"
                            .formatted(path));
        }
    }
}
