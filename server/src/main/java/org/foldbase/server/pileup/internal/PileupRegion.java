package org.foldbase.server.pileup.internal;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.Objects;
import org.foldbase.migrate.entity.References;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.server.pileup.WindowFile;
import org.foldbase.server.shared.ChangingRow;
import org.foldbase.server.shared.OneLine;
import org.foldbase.server.shared.RelativePath;
import org.jspecify.annotations.Nullable;

/**
 * A region set with a window around every centre. Deleted with its dataset, and its pileups with
 * it; tasks stay and forget it; its BEDPE file goes to the trash.
 */
@Entity
@Table(
        name = "pileup_region",
        indexes = {@Index(columnList = "window_size_bp"), @Index(columnList = "created_at")},
        uniqueConstraints = @UniqueConstraint(columnNames = {"dataset_id", "window_size_bp"}),
        check =
                @CheckConstraint(
                        name = "ck_pileup_region_window_size_bp",
                        constraint = "window_size_bp > 0"))
class PileupRegion extends ChangingRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @References(table = "dataset", onDelete = OnDelete.CASCADE)
    @Column(nullable = false, updatable = false)
    long datasetId;

    /** To each side of a centre. */
    @Column(nullable = false, updatable = false)
    @Positive int windowSizeBp;

    /** Its BEDPE, relative to the files' root; none before it is made. */
    @Column(length = 1024)
    @RelativePath
    @Nullable String filePath;

    @Column(length = 64, unique = true)
    @OneLine(max = 64)
    @Nullable String higlassUid;

    @PositiveOrZero @Nullable Long regionsKept;

    /** Regions whose window leaves the chromosome. */
    @PositiveOrZero @Nullable Long regionsDropped;

    /** For Hibernate. */
    PileupRegion() {}

    PileupRegion(long datasetId, int windowSizeBp, Instant now) {
        super(now);
        this.datasetId = datasetId;
        this.windowSizeBp = windowSizeBp;
    }

    /** The number that the database gave it. */
    long id() {
        return Objects.requireNonNull(id);
    }

    /** Says that its file was made. */
    void made(String path, String uid, WindowFile.Counts counts, Instant now) {
        filePath = path;
        higlassUid = uid;
        regionsKept = counts.kept();
        regionsDropped = counts.dropped();
        changedAt(now);
    }
}
