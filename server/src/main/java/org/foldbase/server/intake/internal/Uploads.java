package org.foldbase.server.intake.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface Uploads extends JpaRepository<Upload, UUID> {

    /** Uploads that were on their way already. */
    List<Upload> findByFilePathIsNotNullAndCreatedAtBefore(Instant moment);

    List<Upload> findByExpiresAtBefore(Instant now);

    Optional<Upload> findFirstByDatasetIdOrderByCreatedAtDesc(long datasetId);

    /** Bytes that a user has promised to send. */
    @Query(
            "select coalesce(sum(u.lengthBytes), 0) from Upload u"
                    + " where u.ownerId = :ownerId and u.filePath is not null")
    long bytesOnTheirWay(long ownerId);

    @Modifying
    @Query("update Upload u set u.expiresAt = :at where u.id = :id")
    int postpone(UUID id, Instant at);

    /** Says how long an upload of unknown length has become. */
    @Modifying
    @Query("update Upload u set u.lengthBytes = :length where u.id = :id")
    int measured(UUID id, long length);

    /** Says that the file is a dataset's now: 1 to the one who comes first, 0 to all others. */
    @Modifying
    @Query(
            "update Upload u set u.filePath = null, u.expiresAt = :at"
                    + " where u.id = :id and u.filePath is not null")
    int settle(UUID id, Instant at);

    @Modifying
    @Query("update Upload u set u.datasetId = :datasetId where u.id = :id")
    int became(UUID id, long datasetId);

    /** Says that a dataset's upload brought nothing new. */
    @Modifying
    @Query(
            "update Upload u set u.datasetId = :existingId, u.note = :note"
                    + " where u.datasetId = :datasetId")
    int datasetWasThere(long datasetId, long existingId, String note);

    /** Says that an upload brought nothing new. */
    @Modifying
    @Query("update Upload u set u.datasetId = :existingId, u.note = :note where u.id = :id")
    int alreadyThere(UUID id, long existingId, String note);

    /** What the owner of an upload is told when its content was there already. */
    static String note(String existing) {
        return "The same content is here already as '"
                + existing
                + "', so no second copy was kept.";
    }
}
