package org.foldbase.server.access.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.AuditLog;
import org.foldbase.server.access.Logins;
import org.foldbase.server.access.OneTimeLink;
import org.foldbase.server.access.OneTimeLink.Purpose;
import org.foldbase.server.access.Origin;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.shared.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sessions as rows of table login_session. */
@Component
class StoredLogins implements Logins {

    /** How long a session goes on without being used. */
    static final Duration IDLE = Duration.ofHours(8);

    /** A session that was used within this is not written again, so that a page is no write. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(StoredLogins.class);

    private final Users users;
    private final LoginSessions sessions;
    private final Links links;
    private final Passwords passwords;
    private final Tries tries;
    private final AuditLog audit;
    private final Transactions transactions;
    private final Clock clock;

    StoredLogins(
            Users users,
            LoginSessions sessions,
            Links links,
            Passwords passwords,
            Tries tries,
            AuditLog audit,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.links = links;
        this.passwords = passwords;
        this.tries = tries;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String signIn(String name, String password, Origin from) {
        String nameKey = NameKey.of(name);
        tries.count(nameKey, from.address());
        Optional<User> user = transactions.read(() -> users.findByUsernameKey(nameKey));
        boolean known = passwords.matches(password, user.map(it -> it.passwordHash));
        if (!known || user.filter(it -> it.active).isEmpty()) {
            refused(user, from);
        }
        tries.forget(nameKey, from.address());
        return begin(user.orElseThrow(), "login", from);
    }

    /** Notes the try; not the name of nobody, since people type passwords there. */
    private void refused(Optional<User> user, Origin from) {
        Map<String, Object> details =
                user.<Map<String, Object>>map(it -> Map.of("name", it.username)).orElse(Map.of());
        String id = user.map(it -> Long.toString(it.id())).orElse("");
        audit.record(Actor.anonymous(), "login.refused", "user", id, details);
        LOG.info("a sign-in from {} was refused", from.address());
        throw new Refusal(
                Refusal.Kind.UNAUTHENTICATED, "The user name or the password is not right.");
    }

    private String begin(User user, String action, Origin from) {
        String key = Secret.fresh("");
        Instant now = clock.instant();
        transactions.run(() -> {
            sessions.deleteExpired(now);
            LoginSession session =
                    new LoginSession(
                            Secret.hash(key), user.id(), from.address(), now.plus(IDLE), now);
            session.userAgent = from.userAgent().flatMap(StoredLogins::oneLine).orElse(null);
            sessions.save(session);
            audit.record(
                    user.actor(TokenScope.ADMIN),
                    action,
                    "user",
                    Long.toString(user.id()),
                    Map.of());
        });
        return key;
    }

    private static Optional<String> oneLine(String userAgent) {
        String text = userAgent.replaceAll("[^\\x20-\\x7e]", "").strip();
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(text.substring(0, Math.min(text.length(), 300)));
    }

    @Override
    public Optional<OneTimeLink> link(String key) {
        return transactions.read(() -> links.find(key).map(good -> shown(key, good)));
    }

    private static OneTimeLink shown(String key, Links.Good good) {
        return new OneTimeLink(key, good.row().purpose, good.user().username, good.row().expiresAt);
    }

    @Override
    public String signInOnce(String key, String password, Origin from) {
        OneTimeLink link = link(key).orElseThrow(StoredLogins::usedUp);
        Optional<String> hash = Optional.empty();
        if (link.purpose() == Purpose.SET_PASSWORD) {
            PasswordRules.trouble(password, link.userName())
                    .ifPresent(sentence -> {
                        throw Refusal.invalid(sentence);
                    });
            hash = Optional.of(passwords.hash(password));
        }
        Optional<String> chosen = hash;
        return transactions.write(() -> {
            Links.Good good = links.find(key).filter(links::use).orElseThrow(StoredLogins::usedUp);
            User user = users.findById(good.user().id()).orElseThrow(StoredLogins::usedUp);
            chosen.ifPresent(it -> {
                user.changePassword(it, clock.instant());
                sessions.deleteOf(user.id());
            });
            return begin(user, chosen.isPresent() ? "login.new-password" : "login.once", from);
        });
    }

    private static Refusal usedUp() {
        return new Refusal(
                Refusal.Kind.GONE,
                "This link was used already, or it is too old. Ask an administrator for another"
                        + " one.");
    }

    @Override
    public Optional<Actor> actor(String sessionKey) {
        Instant now = clock.instant();
        Optional<LoginSessions.Live> live =
                transactions.read(() -> sessions.findLive(Secret.hash(sessionKey), now));
        live.map(LoginSessions.Live::session)
                .filter(it -> it.lastUsedAt.isBefore(now.minus(FRESH)))
                .ifPresent(it -> used(it, now));
        return live.map(it -> it.user().actor(TokenScope.ADMIN));
    }

    private void used(LoginSession session, Instant now) {
        Long id = session.id;
        if (id != null) {
            transactions.run(() -> sessions.use(id, now, now.plus(IDLE), now.minus(FRESH)));
        }
    }

    @Override
    public void signOut(String sessionKey) {
        transactions.run(() ->
                sessions.findLive(Secret.hash(sessionKey), clock.instant())
                        .ifPresent(live -> {
                            sessions.delete(live.session());
                            audit.record(
                                    live.user().actor(TokenScope.ADMIN),
                                    "logout",
                                    "user",
                                    Long.toString(live.user().id()),
                                    Map.of());
                        }));
    }

    @Override
    public List<Session> sessions(Actor actor, String currentKey) {
        long userId = actor.requireUserId();
        String current = Secret.hash(currentKey);
        return transactions.read(() ->
                sessions
                        .findByUserIdAndExpiresAtAfterOrderByLastUsedAtDesc(userId, clock.instant())
                        .stream()
                        .map(it -> shown(it, current))
                        .toList());
    }

    private static Session shown(LoginSession row, String currentHash) {
        return new Session(
                row.id == null ? 0 : row.id,
                row.address,
                Optional.ofNullable(row.userAgent),
                row.createdAt(),
                row.lastUsedAt,
                row.keyHash.equals(currentHash));
    }

    @Override
    public void end(Actor actor, long sessionId) {
        long userId = actor.requireUserId();
        transactions.run(() -> {
            if (sessions.deleteOne(userId, sessionId) == 0) {
                throw Refusal.notFound("There is no session " + sessionId + " of yours.");
            }
            audit.record(actor, "session.end", "session", Long.toString(sessionId), Map.of());
        });
    }
}
