package org.foldbase.server.access.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import org.foldbase.migrate.entity.References;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.server.access.TokenScope;
import org.foldbase.server.shared.OneLine;
import org.foldbase.server.shared.Row;
import org.foldbase.server.shared.Sha256Hex;
import org.jspecify.annotations.Nullable;

/** A key to the API, shown once and kept as a hash. Deleted with its user. */
@Entity
@Table(
        name = "api_token",
        indexes = {@Index(columnList = "user_id"), @Index(columnList = "expires_at")})
class ApiToken extends Row {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @References(table = "app_user", onDelete = OnDelete.CASCADE)
    @Column(nullable = false, updatable = false)
    long userId;

    @Column(nullable = false, length = 100)
    @OneLine(max = 100)
    String name;

    /** SHA-256 of the 256 random bits, in hexadecimal. */
    @Column(nullable = false, updatable = false, length = 64, unique = true)
    @Sha256Hex
    String tokenHash;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, length = 10)
    TokenScope scope;

    @Column(nullable = false)
    Instant expiresAt;

    @Nullable Instant lastUsedAt;

    /** For Hibernate. */
    ApiToken() {}

    ApiToken(
            long userId,
            String name,
            String tokenHash,
            TokenScope scope,
            Instant expiresAt,
            Instant now) {
        super(now);
        this.userId = userId;
        this.name = name.strip();
        this.tokenHash = tokenHash;
        this.scope = scope;
        this.expiresAt = wholeMs(expiresAt);
    }

    void usedAt(Instant now) {
        lastUsedAt = wholeMs(now);
    }
}
