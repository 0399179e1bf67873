package org.foldbase.server.dataset.internal;

import java.util.List;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.dataset.FileLocation;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Datasets extends JpaRepository<Dataset, Long> {

    Page<Dataset> findByOwnerId(long ownerId, Pageable page);

    List<Dataset> findBySha256OrderById(String sha256);

    List<Dataset> findByOwnerIdAndStateOrderById(long ownerId, DatasetState state);

    @Query(
            "select coalesce(sum(d.sizeBytes), 0) from Dataset d"
                    + " where d.ownerId = :ownerId and d.location = :location")
    long bytes(long ownerId, FileLocation location);
}
