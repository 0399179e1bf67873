package org.foldbase.server.access.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface ApiTokens extends JpaRepository<ApiToken, Long> {

    /** A token that is good, and its user. */
    record Live(ApiToken token, User user) {}

    @Query(
            "select new org.foldbase.server.access.internal.ApiTokens$Live(t, u)"
                    + " from ApiToken t join User u on u.id = t.userId"
                    + " where t.tokenHash = :hash and t.expiresAt > :now and u.active")
    Optional<Live> findLive(String hash, Instant now);

    List<ApiToken> findByUserIdOrderByIdDesc(long userId);

    long countByUserId(long userId);

    /** Notes that it was used, if nobody did since. */
    @Modifying
    @Query(
            "update ApiToken t set t.lastUsedAt = :now where t.id = :id"
                    + " and (t.lastUsedAt is null or t.lastUsedAt < :unusedSince)")
    int use(long id, Instant now, Instant unusedSince);

    @Modifying
    @Query("delete from ApiToken t where t.userId = :userId")
    int deleteOf(long userId);

    @Modifying
    @Query("delete from ApiToken t where t.userId = :userId and t.id = :id")
    int deleteOne(long userId, long id);
}
