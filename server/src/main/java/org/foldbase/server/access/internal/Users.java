package org.foldbase.server.access.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.foldbase.server.access.Role;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Users extends JpaRepository<User, Long> {

    /** By the name's {@link NameKey}. */
    Optional<User> findByUsernameKey(String key);

    boolean existsByEmailKey(String key);

    boolean existsByPasswordHashNot(String hash);

    /** How many of that role there are who may sign in. */
    long countByRoleAndActiveTrue(Role role);

    /** A user's id and name. */
    record Name(long id, String username) {}

    @Query(
            "select new org.foldbase.server.access.internal.Users$Name(u.id, u.username)"
                    + " from User u where u.id in :ids")
    List<Name> findNames(Collection<Long> ids);
}
