package org.foldbase.server.job.internal;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface ComputeEnvironments extends JpaRepository<ComputeEnvironment, Long> {

    Optional<ComputeEnvironment> findByName(String name);
}
