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
import org.foldbase.server.access.OneTimeLink;
import org.foldbase.server.shared.Row;
import org.foldbase.server.shared.Sha256Hex;
import org.jspecify.annotations.Nullable;

/** A link that lets its user in once, known by the hash of its key. Deleted with its user. */
@Entity
@Table(
        name = "one_time_link",
        indexes = {@Index(columnList = "user_id"), @Index(columnList = "expires_at")})
class OneTimeKey extends Row {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    /** SHA-256 of the key's 256 random bits, in hexadecimal. */
    @Column(nullable = false, updatable = false, length = 64, unique = true)
    @Sha256Hex
    String keyHash;

    @References(table = "app_user", onDelete = OnDelete.CASCADE)
    @Column(nullable = false, updatable = false)
    long userId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, length = 20)
    OneTimeLink.Purpose purpose;

    @Column(nullable = false)
    Instant expiresAt;

    @Nullable Instant usedAt;

    /** For Hibernate. */
    OneTimeKey() {}

    OneTimeKey(
            String keyHash,
            long userId,
            OneTimeLink.Purpose purpose,
            Instant expiresAt,
            Instant now) {
        super(now);
        this.keyHash = keyHash;
        this.userId = userId;
        this.purpose = purpose;
        this.expiresAt = wholeMs(expiresAt);
    }
}
