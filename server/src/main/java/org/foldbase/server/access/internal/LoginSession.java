package org.foldbase.server.access.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import org.foldbase.migrate.entity.References;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.server.shared.OneLine;
import org.foldbase.server.shared.Row;
import org.foldbase.server.shared.Sha256Hex;
import org.jspecify.annotations.Nullable;

/** A browser that is logged in, known by the hash of its cookie. Deleted with its user. */
@Entity
@Table(
        name = "login_session",
        indexes = {@Index(columnList = "user_id"), @Index(columnList = "expires_at")})
class LoginSession extends Row {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    /** SHA-256 of the cookie's 256 random bits, in hexadecimal. */
    @Column(nullable = false, updatable = false, length = 64, unique = true)
    @Sha256Hex
    String keyHash;

    @References(table = "app_user", onDelete = OnDelete.CASCADE)
    @Column(nullable = false, updatable = false)
    long userId;

    /** Where the login came from. */
    @Column(nullable = false, updatable = false, length = 45)
    @OneLine(max = 45)
    String address;

    @Column(updatable = false, length = 300)
    @OneLine(max = 300)
    @Nullable String userAgent;

    @Column(nullable = false)
    Instant lastUsedAt;

    @Column(nullable = false)
    Instant expiresAt;

    /** For Hibernate. */
    LoginSession() {}

    LoginSession(String keyHash, long userId, String address, Instant expiresAt, Instant now) {
        super(now);
        this.keyHash = keyHash;
        this.userId = userId;
        this.address = address;
        this.lastUsedAt = wholeMs(now);
        this.expiresAt = wholeMs(expiresAt);
    }
}
