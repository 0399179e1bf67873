package org.foldbase.server.assembly.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Assemblies extends JpaRepository<Assembly, Long> {

    Optional<Assembly> findByName(String name);

    /** A name without the thousands of chromosomes there may be. */
    record Named(long id, String name) {}

    @Query(
            "select new org.foldbase.server.assembly.internal.Assemblies$Named(a.id, a.name)"
                    + " from Assembly a where a.id in :ids")
    List<Named> names(Collection<Long> ids);
}
