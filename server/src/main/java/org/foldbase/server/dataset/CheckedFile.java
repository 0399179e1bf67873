package org.foldbase.server.dataset;

import java.time.Instant;
import java.util.Map;

/**
 * What the check of a file found.
 *
 * @param modifiedAt when the file was written last
 */
public record CheckedFile(
        DatasetType type,
        long assemblyId,
        long sizeBytes,
        String sha256,
        Instant modifiedAt,
        Map<String, Object> details) {
    public CheckedFile {
        details = Map.copyOf(details);
    }
}
