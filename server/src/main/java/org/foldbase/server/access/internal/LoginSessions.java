package org.foldbase.server.access.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface LoginSessions extends JpaRepository<LoginSession, Long> {

    /** A session that goes on, and its user. */
    record Live(LoginSession session, User user) {}

    @Query(
            "select new org.foldbase.server.access.internal.LoginSessions$Live(s, u)"
                    + " from LoginSession s join User u on u.id = s.userId"
                    + " where s.keyHash = :hash and s.expiresAt > :now and u.active")
    Optional<Live> findLive(String hash, Instant now);

    Optional<LoginSession> findByKeyHash(String hash);

    List<LoginSession> findByUserIdAndExpiresAtAfterOrderByLastUsedAtDesc(long userId, Instant now);

    /** Notes that it was used, if nobody did since. */
    @Modifying
    @Query(
            "update LoginSession s set s.lastUsedAt = :now, s.expiresAt = :expiresAt"
                    + " where s.id = :id and s.lastUsedAt < :unusedSince")
    int use(long id, Instant now, Instant expiresAt, Instant unusedSince);

    @Modifying
    @Query("delete from LoginSession s where s.userId = :userId")
    int deleteOf(long userId);

    @Modifying
    @Query("delete from LoginSession s where s.userId = :userId and s.keyHash <> :keep")
    int deleteOthers(long userId, String keep);

    @Modifying
    @Query("delete from LoginSession s where s.userId = :userId and s.id = :id")
    int deleteOne(long userId, long id);

    @Modifying
    @Query("delete from LoginSession s where s.expiresAt < :before")
    int deleteExpired(Instant before);
}
