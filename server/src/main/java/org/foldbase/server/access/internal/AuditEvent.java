package org.foldbase.server.access.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.foldbase.migrate.entity.References;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.server.shared.OneLine;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, on which object, from where. Never changed nor deleted; when its actor is deleted
 * the name stays and the reference goes.
 */
@Entity
@Immutable
@Table(
        name = "audit_event",
        indexes = {
            @Index(columnList = "at"),
            @Index(columnList = "actor_id"),
            @Index(columnList = "action"),
            @Index(columnList = "object_type,object_id")
        })
class AuditEvent {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Column(nullable = false)
    Instant at;

    @References(table = "app_user", onDelete = OnDelete.SET_NULL)
    @Nullable Long actorId;

    /** The user name at that time, or what acted by itself. */
    @Column(nullable = false, length = 64)
    @OneLine(max = 64)
    String actorName;

    /** Such as {@code login} or {@code dataset.delete}. */
    @Column(nullable = false, length = 60)
    @OneLine(max = 60)
    String action;

    @Column(length = 40)
    @OneLine(max = 40)
    @Nullable String objectType;

    @Column(length = 64)
    @OneLine(max = 64)
    @Nullable String objectId;

    @Column(length = 45)
    @OneLine(max = 45)
    @Nullable String address;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    Map<String, Object> details = Map.of();

    /** For Hibernate. */
    AuditEvent() {}

    AuditEvent(Instant at, @Nullable Long actorId, String actorName, String action) {
        this.at = at.truncatedTo(ChronoUnit.MILLIS);
        this.actorId = actorId;
        this.actorName = actorName;
        this.action = action;
    }
}
