package org.foldbase.server.dataset.internal;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.foldbase.migrate.entity.References;
import org.foldbase.server.access.Ownership;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.dataset.FileLocation;
import org.foldbase.server.shared.EditedRow;
import org.foldbase.server.shared.FreeText;
import org.foldbase.server.shared.OneLine;
import org.foldbase.server.shared.RelativePath;
import org.foldbase.server.shared.Sha256Hex;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A checked file. Pileup regions and pileups go with it, tasks stay and forget it; a MANAGED file
 * goes to the trash, an EXTERNAL one is not touched. It keeps its owner and assembly from deletion.
 */
@Entity
@Table(
        name = "dataset",
        indexes = {
            @Index(columnList = "name, id"),
            @Index(columnList = "type, id"),
            @Index(columnList = "assembly_id, id"),
            @Index(columnList = "owner_id, id"),
            @Index(columnList = "state, id"),
            @Index(columnList = "size_bytes, id"),
            @Index(columnList = "created_at, id"),
            @Index(columnList = "sha256"),
            @Index(columnList = "cell_type"),
            @Index(columnList = "perturbation"),
            @Index(columnList = "protocol"),
            @Index(columnList = "updated_at")
        },
        check = @CheckConstraint(name = "ck_dataset_size_bytes", constraint = "size_bytes >= 0"))
class Dataset extends EditedRow {

    @Column(nullable = false, length = 200)
    @OneLine(max = 200)
    String name;

    @Column(nullable = false, length = 4000)
    @FreeText(max = 4000)
    String description = "";

    /** Not known before the file was looked into. */
    @Enumerated(EnumType.STRING)
    @Column(length = 20)
    @Nullable DatasetType type;

    /** Not known before the file was checked. */
    @References(table = "assembly")
    @Nullable Long assemblyId;

    @References(table = "app_user")
    @Column(nullable = false)
    long ownerId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    Visibility visibility;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    DatasetState state;

    /** Why it FAILED. */
    @Column(length = 4000)
    @FreeText(max = 4000)
    @Nullable String failure;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    FileLocation location;

    /** Relative to the files' root when MANAGED, absolute when EXTERNAL. */
    @Column(nullable = false, length = 1024)
    @OneLine(max = 1024)
    String filePath;

    /** Not known while the file is not whole. */
    @PositiveOrZero @Nullable Long sizeBytes;

    /** In hexadecimal; not known while the file is not whole. */
    @Column(length = 64)
    @Sha256Hex
    @Nullable String sha256;

    /** Of an EXTERNAL file, when it was checked: a change of it is noticed. */
    @Nullable Instant fileModifiedAt;

    /** How the genome browser names it; none before it is READY. */
    @Column(length = 64, unique = true)
    @OneLine(max = 64)
    @Nullable String higlassUid;

    /** What the check found: resolutions, weights, number of regions. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    Map<String, Object> details = Map.of();

    @Column(length = 200)
    @OneLine(max = 200)
    @Nullable String cellType;

    @Column(length = 200)
    @OneLine(max = 200)
    @Nullable String perturbation;

    @Column(length = 200)
    @OneLine(max = 200)
    @Nullable String protocol;

    /** For Hibernate. */
    Dataset() {}

    Dataset(String name, long ownerId, FileLocation location, String filePath, Instant now) {
        super(now);
        this.name = name.strip();
        this.ownerId = ownerId;
        this.visibility = Visibility.PRIVATE;
        this.state =
                location == FileLocation.MANAGED ? DatasetState.UPLOADING : DatasetState.CHECKING;
        this.location = location;
        this.filePath = filePath;
    }

    @AssertTrue(message = "a managed file's path leads downwards, an external one's is absolute") boolean isPathOfItsLocation() {
        return switch (location) {
            case MANAGED -> filePath.matches(RelativePath.REGEX);
            case EXTERNAL -> filePath.startsWith("/");
        };
    }

    /** Goes on to another state, which the present one has to allow. */
    void become(DatasetState next, Instant now) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(
                    "dataset " + name + " is " + state + ", not yet " + next);
        }
        state = next;
        failure = null;
        changedAt(now);
    }

    /** Remembers that something of it was changed. */
    void touch(Instant now) {
        changedAt(now);
    }

    /** Says that the file can't be used, and why. */
    void fail(String reason, Instant now) {
        become(DatasetState.FAILED, now);
        failure = reason;
    }

    Ownership ownership() {
        return new Ownership(ownerId, visibility);
    }

    DatasetView view() {
        return new DatasetView(
                id(),
                name,
                description,
                Optional.ofNullable(type),
                assemblyId == null ? OptionalLong.empty() : OptionalLong.of(assemblyId),
                ownership(),
                state,
                Optional.ofNullable(failure),
                location,
                filePath,
                sizeBytes == null ? OptionalLong.empty() : OptionalLong.of(sizeBytes),
                Optional.ofNullable(sha256),
                Optional.ofNullable(fileModifiedAt),
                Optional.ofNullable(higlassUid),
                details,
                Optional.ofNullable(cellType),
                Optional.ofNullable(perturbation),
                Optional.ofNullable(protocol),
                createdAt(),
                updatedAt(),
                version());
    }
}
