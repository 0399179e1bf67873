package org.foldbase.server.pileup.internal;

import org.springframework.data.jpa.repository.JpaRepository;

interface Pileups extends JpaRepository<Pileup, Long> {}
