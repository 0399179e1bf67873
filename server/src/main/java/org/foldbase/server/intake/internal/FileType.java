package org.foldbase.server.intake.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.foldbase.server.dataset.DatasetType;

/** Tells a file's type by its first bytes. */
final class FileType {

    private static final String HDF5 = "894844460d0a1a0a";
    private static final String BIGWIG_LITTLE = "26fc8f88";
    private static final String BIGWIG_BIG = "888ffc26";

    private FileType() {}

    /** What it seems to be; whatever is neither a map nor a signal has to be regions. */
    static DatasetType of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = HexFormat.of().formatHex(in.readNBytes(8));
            if (head.equals(HDF5)) {
                return DatasetType.COOLER;
            }
            return head.startsWith(BIGWIG_LITTLE) || head.startsWith(BIGWIG_BIG)
                    ? DatasetType.BIGWIG
                    : DatasetType.BED;
        }
    }
}
