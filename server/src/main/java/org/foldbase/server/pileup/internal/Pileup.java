package org.foldbase.server.pileup.internal;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.foldbase.migrate.entity.References;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.server.pileup.ValueType;
import org.foldbase.server.shared.ChangingRow;
import org.foldbase.server.shared.RelativePath;
import org.foldbase.server.shared.Sha256Hex;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The average of a contact map over a pileup region. Deleted with either; tasks stay and forget it;
 * its files go to the trash.
 */
@Entity
@Table(
        name = "pileup",
        indexes = {
            @Index(columnList = "dataset_id"),
            @Index(columnList = "pileup_region_id"),
            @Index(columnList = "bin_size_bp"),
            @Index(columnList = "value_type"),
            @Index(columnList = "content_hash"),
            @Index(columnList = "created_at")
        },
        check = @CheckConstraint(name = "ck_pileup_bin_size_bp", constraint = "bin_size_bp > 0"))
class Pileup extends ChangingRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    /** The contact map. */
    @References(table = "dataset", onDelete = OnDelete.CASCADE)
    @Column(nullable = false, updatable = false)
    long datasetId;

    @References(table = "pileup_region", onDelete = OnDelete.CASCADE)
    @Column(nullable = false, updatable = false)
    long pileupRegionId;

    @Column(nullable = false, updatable = false)
    @Positive int binSizeBp;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, length = 20)
    ValueType valueType;

    /** What else decides about the result. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false, updatable = false)
    Map<String, Object> parameters;

    /**
     * SHA-256, in hexadecimal, of the datasets and of all that decides about the result, files
     * included: what is asked for twice is there once.
     */
    @Column(nullable = false, updatable = false, length = 64, unique = true)
    @Sha256Hex
    String inputHash;

    /**
     * The same without the datasets' ids: equal ones have the same numbers. None where a reset made
     * it.
     */
    @Column(updatable = false, length = 64)
    @Sha256Hex
    @Nullable String contentHash;

    /**
     * Averages ({@code .npy}, float64), relative to the files' root; none before it is computed.
     */
    @Column(length = 1024)
    @RelativePath
    @Nullable String matrixPath;

    /** How many windows have a value in each cell ({@code .counts.npy}). */
    @Column(length = 1024)
    @RelativePath
    @Nullable String countsPath;

    /** What it was computed from ({@code .json}). */
    @Column(length = 1024)
    @RelativePath
    @Nullable String provenancePath;

    @PositiveOrZero @Nullable Long windowsUsed;

    /** For Hibernate. */
    Pileup() {}

    Pileup(
            long datasetId,
            long pileupRegionId,
            int binSizeBp,
            ValueType valueType,
            Map<String, Object> parameters,
            PileupHash hash,
            Instant now) {
        super(now);
        this.datasetId = datasetId;
        this.pileupRegionId = pileupRegionId;
        this.binSizeBp = binSizeBp;
        this.valueType = valueType;
        this.parameters = Map.copyOf(parameters);
        this.inputHash = hash.ofInput();
        this.contentHash = hash.ofContent();
    }

    /** The number that the database gave it. */
    long id() {
        return Objects.requireNonNull(id);
    }

    /** Whether it was computed. */
    boolean isReady() {
        return matrixPath != null;
    }

    /** Its files, if it was computed. */
    Optional<PileupPaths> paths() {
        return matrixPath == null || countsPath == null || provenancePath == null
                ? Optional.empty()
                : Optional.of(new PileupPaths(matrixPath, countsPath, provenancePath));
    }

    /** Says that it was computed. */
    void computed(PileupPaths paths, long windows, Instant now) {
        matrixPath = paths.matrix();
        countsPath = paths.counts();
        provenancePath = paths.provenance();
        windowsUsed = windows;
        changedAt(now);
    }
}
