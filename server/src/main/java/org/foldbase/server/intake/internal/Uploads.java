package org.foldbase.server.intake.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Uploads extends JpaRepository<Upload, UUID> {

    /** Uploads that are on their way. */
    List<Upload> findByFilePathIsNotNull();

    List<Upload> findByExpiresAtBefore(Instant now);

    Optional<Upload> findFirstByDatasetIdOrderByCreatedAtDesc(long datasetId);

    /** Bytes that a user has promised to send. */
    @Query(
            "select coalesce(sum(u.lengthBytes), 0) from Upload u"
                    + " where u.ownerId = :ownerId and u.filePath is not null")
    long bytesOnTheirWay(long ownerId);
}
