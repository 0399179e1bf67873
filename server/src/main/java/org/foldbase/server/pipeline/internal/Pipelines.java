package org.foldbase.server.pipeline.internal;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface Pipelines extends JpaRepository<Pipeline, Long> {

    Optional<Pipeline> findByName(String name);
}
