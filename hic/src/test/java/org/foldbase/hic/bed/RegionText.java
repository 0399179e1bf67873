package org.foldbase.hic.bed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.foldbase.hic.bed.RegionFile.ReadOptions;

/** Region files of one test, written into its folder. */
record RegionText(Path folder) {
    static final ReadOptions SKIPPING = new ReadOptions(Optional.empty(), true);

    /** Reads text as {@code sites.bed}. */
    RegionFile read(String text) throws IOException {
        return read(text, ReadOptions.defaults());
    }

    RegionFile read(String text, ReadOptions options) throws IOException {
        return read(text.getBytes(UTF_8), options);
    }

    RegionFile read(byte[] bytes, ReadOptions options) throws IOException {
        return RegionFile.read(write("sites.bed", bytes), options);
    }

    Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }
}
