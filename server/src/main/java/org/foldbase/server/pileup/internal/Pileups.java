package org.foldbase.server.pileup.internal;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface Pileups extends JpaRepository<Pileup, Long> {

    List<Pileup> findByPileupRegionId(long pileupRegionId);
}
