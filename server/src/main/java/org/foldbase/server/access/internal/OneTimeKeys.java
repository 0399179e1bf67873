package org.foldbase.server.access.internal;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface OneTimeKeys extends JpaRepository<OneTimeKey, Long> {

    Optional<OneTimeKey> findByKeyHash(String hash);

    /** Of two who use a link at the same time one is told 1, the other 0. */
    @Modifying(clearAutomatically = true, flushAutomatically = true)
    @Query("update OneTimeKey k set k.usedAt = :now where k.id = :id and k.usedAt is null")
    int use(long id, Instant now);

    @Modifying
    @Query("delete from OneTimeKey k where k.userId = :userId and k.usedAt is null")
    int deleteUnused(long userId);

    @Modifying
    @Query("delete from OneTimeKey k where k.expiresAt < :before")
    int deleteExpired(Instant before);
}
