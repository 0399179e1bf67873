package org.foldbase.server.access.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.AuditLog;
import org.foldbase.server.access.Permission;
import org.foldbase.server.access.Policy;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.access.Tokens;
import org.foldbase.server.shared.Refusal;
import org.springframework.stereotype.Component;

/** Tokens as rows of table api_token. */
@Component
class StoredTokens implements Tokens {

    /** By which people and scanners for lost secrets know it. */
    static final String PREFIX = "fb_";

    private static final int MOST = 50;
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,100}");

    private final ApiTokens tokens;
    private final AuditLog audit;
    private final Transactions transactions;
    private final Clock clock;

    StoredTokens(ApiTokens tokens, AuditLog audit, Transactions transactions, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Made make(Actor actor, String name, TokenScope scope, Duration goodFor) {
        Policy.require(actor, Permission.OWN_ACCOUNT);
        long userId = actor.requireUserId();
        String stripped = name.strip();
        if (!NAME.matcher(stripped).matches()) {
            throw Refusal.invalid("A token's name is one line of 1 to 100 characters.");
        }
        if (goodFor.compareTo(LONGEST) > 0 || !goodFor.isPositive()) {
            throw Refusal.invalid("A token is good for 1 to " + LONGEST.toDays() + " days.");
        }
        String key = Secret.fresh(PREFIX);
        Instant now = clock.instant();
        return transactions.write(() -> {
            if (tokens.countByUserId(userId) >= MOST) {
                throw Refusal.conflict("You have " + MOST + " tokens; revoke one first.");
            }
            ApiToken row =
                    tokens.save(
                            new ApiToken(
                                    userId,
                                    stripped,
                                    Secret.hash(key),
                                    scope,
                                    now.plus(goodFor),
                                    now));
            Token made = shown(row);
            note(actor, "token.make", made.id(), Map.of("name", stripped, "scope", scope.name()));
            return new Made(made, key);
        });
    }

    private static Token shown(ApiToken row) {
        return new Token(
                row.id == null ? 0 : row.id,
                row.name,
                row.scope,
                row.createdAt(),
                row.expiresAt,
                Optional.ofNullable(row.lastUsedAt));
    }

    @Override
    public List<Token> list(Actor actor) {
        long userId = actor.requireUserId();
        return transactions.read(() ->
                tokens.findByUserIdOrderByIdDesc(userId).stream()
                        .map(StoredTokens::shown)
                        .toList());
    }

    @Override
    public void revoke(Actor actor, long id) {
        Policy.require(actor, Permission.OWN_ACCOUNT);
        long userId = actor.requireUserId();
        transactions.run(() -> {
            if (tokens.deleteOne(userId, id) == 0) {
                throw Refusal.notFound("There is no token " + id + " of yours.");
            }
            note(actor, "token.revoke", id, Map.of());
        });
    }

    @Override
    public Optional<Actor> actor(String key) {
        if (!key.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<ApiTokens.Live> live =
                transactions.read(() -> tokens.findLive(Secret.hash(key), now));
        live.map(ApiTokens.Live::token)
                .filter(it -> it.lastUsedAt == null || it.lastUsedAt.isBefore(now.minus(FRESH)))
                .ifPresent(it -> used(it, now));
        return live.map(it -> it.user().actor(it.token().scope));
    }

    private void used(ApiToken token, Instant now) {
        Long id = token.id;
        if (id != null) {
            transactions.run(() -> tokens.use(id, now, now.minus(FRESH)));
        }
    }

    private void note(Actor actor, String action, long id, Map<String, Object> details) {
        audit.record(actor, action, "token", Long.toString(id), details);
    }
}
