package org.foldbase.server.pileup.internal;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface PileupRegions extends JpaRepository<PileupRegion, Long> {

    Optional<PileupRegion> findByDatasetIdAndWindowSizeBp(long datasetId, int windowSizeBp);

    List<PileupRegion> findByDatasetId(long datasetId);
}
