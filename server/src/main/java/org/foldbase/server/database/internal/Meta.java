package org.foldbase.server.database.internal;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.foldbase.server.database.DatabaseState;
import org.foldbase.server.settings.Environment;
import org.foldbase.server.shared.Row;
import org.jspecify.annotations.Nullable;

/** What this database is: its only row. Replaced by a reset, never deleted otherwise. */
@Entity
@Table(name = "meta", check = @CheckConstraint(name = "ck_meta_id", constraint = "id = 1"))
class Meta extends Row {

    @Id int id = 1;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 4)
    Environment environment;

    /** Which database; its files lie in a folder of this name. */
    @Column(nullable = false)
    UUID dbUuid;

    /** The database that this one was restored or moved from. */
    @Nullable UUID originUuid;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    DatabaseState state;

    /** For Hibernate. */
    Meta() {}

    Meta(Environment environment, UUID dbUuid, Instant now) {
        super(now);
        this.environment = environment;
        this.dbUuid = dbUuid;
        this.state = DatabaseState.READY;
    }
}
