package org.foldbase.server.assembly.internal;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface Assemblies extends JpaRepository<Assembly, Long> {

    Optional<Assembly> findByName(String name);
}
