package org.foldbase.hic.bed;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** First bytes of files that people take for region files. */
enum Signature {
    HDF5("894844460d0a1a0a", "an HDF5 file, such as a contact map"),
    BIGWIG_LITTLE("26fc8f88", "a bigWig file"),
    BIGWIG_BIG("888ffc26", "a bigWig file"),
    BIGBED_LITTLE("ebf28987", "a bigBed file"),
    BIGBED_BIG("8789f2eb", "a bigBed file"),
    BAM("42414d01", "a BAM file"),
    ZIP("504b0304", "a ZIP archive or a spreadsheet; save it as tab-separated text"),
    GZIP("1f8b", "compressed twice; decompress it once"),
    BZIP2("425a68", "compressed with bzip2; decompress it, or use gzip"),
    XZ("fd377a585a00", "compressed with xz; decompress it, or use gzip"),
    ZSTD("28b52ffd", "compressed with zstd; decompress it, or use gzip"),
    UTF16_LITTLE("fffe", "text in UTF-16; save it as UTF-8"),
    UTF16_BIG("feff", "text in UTF-16; save it as UTF-8");

    static final int MAX_BYTES = 8;

    private final String hex;
    private final String meaning;

    Signature(String hex, String meaning) {
        this.hex = hex;
        this.meaning = meaning;
    }

    /** What the file is, to go after "is". */
    String meaning() {
        return meaning;
    }

    /** The signature with which the first {@code length} bytes begin, if any. */
    static Optional<Signature> of(byte[] bytes, int length) {
        String head = HexFormat.of().formatHex(bytes, 0, Math.min(length, MAX_BYTES));
        return Arrays.stream(values()).filter(it -> head.startsWith(it.hex)).findFirst();
    }
}
