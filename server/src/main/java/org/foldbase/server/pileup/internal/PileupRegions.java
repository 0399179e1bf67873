package org.foldbase.server.pileup.internal;

import org.springframework.data.jpa.repository.JpaRepository;

interface PileupRegions extends JpaRepository<PileupRegion, Long> {}
