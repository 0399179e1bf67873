package org.foldbase.server.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A file on its way in, and what became of it.
 *
 * @param name what its dataset is called
 * @param lengthBytes not known before its end when it comes in one request
 * @param offset bytes that have come
 * @param expiresAt when it is forgotten unless more comes
 * @param datasetId once it is whole; of another dataset when the content was there already
 * @param note what its owner should know of it: that the content was there already
 */
public record UploadView(
        UUID id,
        String name,
        long ownerId,
        OptionalLong lengthBytes,
        long offset,
        Instant expiresAt,
        OptionalLong datasetId,
        Optional<String> note) {

    /** Whether bytes are still to come. */
    public boolean isOnItsWay() {
        return datasetId.isEmpty() && note.isEmpty();
    }
}
