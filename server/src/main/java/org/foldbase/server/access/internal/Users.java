package org.foldbase.server.access.internal;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface Users extends JpaRepository<User, Long> {

    /** By the name's {@link NameKey}. */
    Optional<User> findByUsernameKey(String key);
}
