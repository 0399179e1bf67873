package org.foldbase.server.job.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foldbase.migrate.entity.References;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.server.job.JobStatus;
import org.foldbase.server.shared.EditedRow;
import org.foldbase.server.shared.FreeText;
import org.foldbase.server.shared.OneLine;
import org.foldbase.server.shared.RelativePath;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One run of a pipeline. It keeps its owner, pipeline and environment from deletion, and forgets a
 * task that is deleted; its work folder goes to the trash, datasets made of its outputs stay.
 */
@Entity
@Table(
        name = "job",
        indexes = {
            @Index(columnList = "owner_id"),
            @Index(columnList = "pipeline_id"),
            @Index(columnList = "compute_environment_id"),
            @Index(columnList = "task_id"),
            @Index(columnList = "status"),
            @Index(columnList = "created_at"),
            @Index(columnList = "completed_at")
        })
class Job extends EditedRow {

    /** Its name outside: in addresses of pages and in what Nextflow reports. */
    @Column(nullable = false, updatable = false, unique = true)
    UUID externalId;

    @References(table = "app_user")
    @Column(nullable = false, updatable = false)
    long ownerId;

    @References(table = "pipeline")
    @Column(nullable = false, updatable = false)
    long pipelineId;

    /** None: the server's own machine. */
    @References(table = "compute_environment")
    @Nullable Long computeEnvironmentId;

    /** The task that runs it. */
    @References(table = "task", onDelete = OnDelete.SET_NULL)
    @Nullable UUID taskId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    JobStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false, updatable = false)
    Map<String, Object> parameters;

    /** The pipeline's revision when the job was launched. */
    @Column(length = 200)
    @OneLine(max = 200)
    @Nullable String pipelineRevision;

    /** Nextflow's name of the run. */
    @Column(length = 100)
    @OneLine(max = 100)
    @Nullable String runName;

    /** Nextflow's session, by which a run is resumed. */
    @Nullable UUID sessionId;

    /** Relative to the files' root. */
    @Column(length = 1024)
    @RelativePath
    @Nullable String workDir;

    /** Relative to the files' root. */
    @Column(length = 1024)
    @RelativePath
    @Nullable String outputDir;

    @Nullable Instant startedAt;

    @Nullable Instant completedAt;

    /** Nextflow's exit code. */
    @Nullable Integer exitStatus;

    @Column(length = 4000)
    @FreeText(max = 4000)
    @Nullable String error;

    /** For Hibernate. */
    Job() {}

    Job(
            UUID externalId,
            long ownerId,
            long pipelineId,
            Map<String, Object> parameters,
            Instant now) {
        super(now);
        this.externalId = externalId;
        this.ownerId = ownerId;
        this.pipelineId = pipelineId;
        this.parameters = Map.copyOf(parameters);
        this.status = JobStatus.PENDING;
    }

    /** Goes on to another status, which the present one has to allow. */
    void become(JobStatus next, Instant now) {
        if (!status.mayBecome(next)) {
            throw new IllegalStateException(
                    "job " + externalId + " is " + status + ", not yet " + next);
        }
        status = next;
        if (next == JobStatus.RUNNING) {
            startedAt = wholeMs(now);
        } else {
            completedAt = wholeMs(now);
        }
        changedAt(now);
    }
}
