package org.foldbase.server.intake.internal;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.UUID;
import org.foldbase.migrate.entity.References;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.shared.FreeText;
import org.foldbase.server.shared.OneLine;
import org.foldbase.server.shared.RelativePath;
import org.foldbase.server.shared.Row;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way in, and for some days after what became of it. Goes with its owner; what has
 * come of its bytes is its file's length.
 */
@Entity
@Table(
        name = "upload",
        indexes = {
            @Index(columnList = "owner_id"),
            @Index(columnList = "assembly_id"),
            @Index(columnList = "dataset_id"),
            @Index(columnList = "expires_at")
        },
        check = @CheckConstraint(name = "ck_upload_length_bytes", constraint = "length_bytes >= 0"))
class Upload extends Row {

    @Id UUID id;

    @References(table = "app_user", onDelete = OnDelete.CASCADE)
    @Column(nullable = false, updatable = false)
    long ownerId;

    /** What the dataset will be called. */
    @Column(nullable = false, updatable = false, length = 200)
    @OneLine(max = 200)
    String name;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, length = 20)
    Visibility visibility;

    /** The one that its owner says it is of. */
    @References(table = "assembly", onDelete = OnDelete.SET_NULL)
    @Nullable Long assemblyId;

    /** Whether it is wanted even if the same content is there already. */
    @Column(nullable = false, updatable = false)
    boolean keepCopy;

    /** Not known before its end when it comes in one request. */
    @PositiveOrZero @Nullable Long lengthBytes;

    /** Where its bytes are until they are a dataset's. */
    @Column(length = 1024)
    @RelativePath
    @Nullable String filePath;

    @Column(nullable = false)
    Instant expiresAt;

    /** What became of it; another's when the content was there already. */
    @References(table = "dataset", onDelete = OnDelete.SET_NULL)
    @Nullable Long datasetId;

    /** What its owner should know of it. */
    @Column(length = 4000)
    @FreeText(max = 4000)
    @Nullable String note;

    /** For Hibernate. */
    Upload() {}

    Upload(
            UUID id,
            long ownerId,
            String name,
            Visibility visibility,
            boolean keepCopy,
            Instant now) {
        super(now);
        this.id = id;
        this.ownerId = ownerId;
        this.name = name;
        this.visibility = visibility;
        this.keepCopy = keepCopy;
        this.expiresAt = wholeMs(now);
    }

    void expires(Instant at) {
        expiresAt = wholeMs(at);
    }
}
