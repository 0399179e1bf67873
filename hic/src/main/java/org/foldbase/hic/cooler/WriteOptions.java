package org.foldbase.hic.cooler;

import java.time.Instant;
import java.util.Optional;

/**
 * How a contact map is written. {@link #defaults()} are cooler's own: int32 counts, int64 bin ids,
 * the upper triangle, chunks of 65,536 pixels with shuffle and gzip.
 *
 * @param countType of the column {@code count}
 * @param idType of the columns {@code bin1_id} and {@code bin2_id}
 * @param storageMode which pixels the file holds
 * @param assembly for example {@code hg38}
 * @param createdAt left out by default, so that the same map gives the same bytes
 * @param metadataJson free metadata, a JSON object
 * @param chunkPixels pixels in a chunk, at least 1
 * @param shuffle whether bytes are sorted by significance before compression
 * @param gzipLevel 0 for none, up to 9
 */
public record WriteOptions(
        CountType countType,
        IdType idType,
        StorageMode storageMode,
        String assembly,
        Optional<Instant> createdAt,
        String metadataJson,
        int chunkPixels,
        boolean shuffle,
        int gzipLevel) {

    /** The number type of counts; whole types take whole counts only. */
    public enum CountType {
        INT32,
        INT64,
        FLOAT32,
        FLOAT64
    }

    /** The number type of bin ids. */
    public enum IdType {
        INT32,
        INT64
    }

    public WriteOptions {
        if (chunkPixels < 1) {
            throw new IllegalArgumentException(
                    "chunks of %d pixels; at least 1 is needed".formatted(chunkPixels));
        }
        if (gzipLevel < 0 || gzipLevel > 9) {
            throw new IllegalArgumentException(
                    "gzip level %d; 0 to 9 are possible".formatted(gzipLevel));
        }
    }

    public static WriteOptions defaults() {
        return new WriteOptions(
                CountType.INT32,
                IdType.INT64,
                StorageMode.SYMMETRIC_UPPER,
                "unknown",
                Optional.empty(),
                "{}",
                1 << 16,
                true,
                6);
    }

    public WriteOptions withCountType(CountType type) {
        return new WriteOptions(
                type,
                idType,
                storageMode,
                assembly,
                createdAt,
                metadataJson,
                chunkPixels,
                shuffle,
                gzipLevel);
    }

    public WriteOptions withIdType(IdType type) {
        return new WriteOptions(
                countType,
                type,
                storageMode,
                assembly,
                createdAt,
                metadataJson,
                chunkPixels,
                shuffle,
                gzipLevel);
    }

    public WriteOptions withStorageMode(StorageMode mode) {
        return new WriteOptions(
                countType,
                idType,
                mode,
                assembly,
                createdAt,
                metadataJson,
                chunkPixels,
                shuffle,
                gzipLevel);
    }

    public WriteOptions withAssembly(String name) {
        return new WriteOptions(
                countType,
                idType,
                storageMode,
                name,
                createdAt,
                metadataJson,
                chunkPixels,
                shuffle,
                gzipLevel);
    }

    public WriteOptions withCreatedAt(Instant instant) {
        return new WriteOptions(
                countType,
                idType,
                storageMode,
                assembly,
                Optional.of(instant),
                metadataJson,
                chunkPixels,
                shuffle,
                gzipLevel);
    }

    public WriteOptions withMetadataJson(String json) {
        return new WriteOptions(
                countType,
                idType,
                storageMode,
                assembly,
                createdAt,
                json,
                chunkPixels,
                shuffle,
                gzipLevel);
    }

    public WriteOptions withChunkPixels(int pixels) {
        return new WriteOptions(
                countType,
                idType,
                storageMode,
                assembly,
                createdAt,
                metadataJson,
                pixels,
                shuffle,
                gzipLevel);
    }

    /** Compression: gzip at a level, with shuffle or without; level 0 and no shuffle is none. */
    public WriteOptions withCompression(int level, boolean shuffled) {
        return new WriteOptions(
                countType,
                idType,
                storageMode,
                assembly,
                createdAt,
                metadataJson,
                chunkPixels,
                shuffled,
                level);
    }
}
