package org.foldbase.server.access.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.foldbase.server.access.OneTimeLink;
import org.foldbase.server.access.OneTimeLink.Purpose;
import org.springframework.stereotype.Component;

/** One-time links: a user has one that is good at most. */
@Component
class Links {

    private static final Duration TO_CHOOSE_A_PASSWORD = Duration.ofHours(24);
    private static final Duration TO_SIGN_IN = Duration.ofHours(1);

    private final OneTimeKeys keys;
    private final Users users;
    private final Clock clock;

    Links(OneTimeKeys keys, Users users, Clock clock) {
        this.keys = keys;
        this.users = users;
        this.clock = clock;
    }

    /** A link that is good, and whom it lets in. */
    record Good(OneTimeKey row, User user) {}

    /** Makes one, and takes back those before. */
    OneTimeLink make(User user, Purpose purpose) {
        Instant now = clock.instant();
        Instant expiresAt =
                now.plus(purpose == Purpose.SIGN_IN ? TO_SIGN_IN : TO_CHOOSE_A_PASSWORD);
        keys.deleteUnused(user.id());
        keys.deleteExpired(now);
        String key = Secret.fresh("");
        keys.save(new OneTimeKey(Secret.hash(key), user.id(), purpose, expiresAt, now));
        return new OneTimeLink(key, purpose, user.username, expiresAt);
    }

    Optional<Good> find(String key) {
        return keys.findByKeyHash(Secret.hash(key))
                .filter(row -> row.usedAt == null && row.expiresAt.isAfter(clock.instant()))
                .flatMap(row ->
                        users.findById(row.userId)
                                .filter(user -> user.active)
                                .map(user -> new Good(row, user)));
    }

    /** Uses it up; of two at the same time one does. */
    boolean use(Good link) {
        Long id = link.row().id;
        return id != null && keys.use(id, clock.instant()) == 1;
    }
}
