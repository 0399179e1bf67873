package org.foldbase.server.dataset.internal;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

interface Datasets extends JpaRepository<Dataset, Long> {

    Page<Dataset> findByOwnerId(long ownerId, Pageable page);
}
