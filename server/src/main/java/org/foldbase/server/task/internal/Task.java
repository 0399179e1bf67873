package org.foldbase.server.task.internal;

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
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foldbase.migrate.entity.References;
import org.foldbase.migrate.schema.OnDelete;
import org.foldbase.server.shared.ChangingRow;
import org.foldbase.server.shared.FreeText;
import org.foldbase.server.shared.OneLine;
import org.foldbase.server.shared.Sha256Hex;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.TaskStatus;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work in the background. It outlives its owner and what it works on, and forgets them;
 * its result goes with it, whose file goes to the trash.
 */
@Entity
@Table(
        name = "task",
        indexes = {
            @Index(name = "ix_task_next", columnList = "queue,status,priority,order_key"),
            @Index(columnList = "status,run_at"),
            @Index(columnList = "status,lease_until"),
            @Index(columnList = "kind"),
            @Index(columnList = "input_hash"),
            @Index(columnList = "retry_of"),
            @Index(columnList = "owner_id,created_at"),
            @Index(columnList = "dataset_id"),
            @Index(columnList = "pileup_region_id"),
            @Index(columnList = "pileup_id"),
            @Index(columnList = "created_at"),
            @Index(columnList = "updated_at"),
            @Index(columnList = "finished_at")
        },
        check =
                @CheckConstraint(
                        name = "ck_task_progress",
                        constraint = "progress >= 0 and progress <= 1"))
class Task extends ChangingRow {

    /** The queue's id of the job, too. */
    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    @Nullable UUID id;

    /** Which worker's code runs it. */
    @Column(nullable = false, updatable = false, length = 60)
    @OneLine(max = 60)
    String kind;

    /** Of its parameters; a worker that knows only older ones leaves it to others. */
    @Column(nullable = false, updatable = false)
    @ColumnDefault("1")
    @Positive int payloadVersion;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, length = 20)
    QueueName queue;

    /** Higher ones first. */
    @Column(nullable = false)
    int priority;

    /** Lower ones first among equal priorities; a task that is taken up again keeps it. */
    @Column(nullable = false, updatable = false)
    long orderKey;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    TaskStatus status;

    /** How often it was started, not counting starts that were given back. */
    @Column(nullable = false)
    @PositiveOrZero int attempt;

    @Column(nullable = false)
    @Positive int maxAttempts;

    /** Not before this. */
    @Column(nullable = false)
    Instant runAt;

    @Column(nullable = false, updatable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> parameters;

    /**
     * SHA-256, in hexadecimal, of all that decides about the result; none when it may run twice.
     */
    @Column(updatable = false, length = 64)
    @Sha256Hex
    @Nullable String inputHash;

    /** The input hash while no second task may have it: QUEUED, RUNNING or DONE. */
    @Column(length = 64, unique = true)
    @Sha256Hex
    @Nullable String activeKey;

    /** The task that a person asked to be tried again. */
    @References(table = "task", onDelete = OnDelete.SET_NULL)
    @Nullable UUID retryOf;

    /** Who runs it: host and process. */
    @Column(length = 120)
    @OneLine(max = 120)
    @Nullable String worker;

    /** Known to the worker that runs it; without it nothing more is written. */
    @Nullable UUID leaseToken;

    @Nullable Instant leaseUntil;

    @Column(nullable = false)
    boolean cancelRequested;

    /** 0 to 1. */
    @Column(nullable = false)
    @DecimalMin("0") @DecimalMax("1") double progress;

    /** What is being done, in a few words. */
    @Column(length = 200)
    @OneLine(max = 200)
    @Nullable String doing;

    /** Nothing writes it: a Redis is offered the heads of the queues, whatever it was told. */
    @Nullable Instant dispatchedAt;

    @Nullable Instant startedAt;

    @Nullable Instant finishedAt;

    @Column(length = 4000)
    @FreeText(max = 4000)
    @Nullable String error;

    @References(table = "app_user", onDelete = OnDelete.SET_NULL)
    @Nullable Long ownerId;

    @References(table = "dataset", onDelete = OnDelete.SET_NULL)
    @Nullable Long datasetId;

    @References(table = "pileup_region", onDelete = OnDelete.SET_NULL)
    @Nullable Long pileupRegionId;

    @References(table = "pileup", onDelete = OnDelete.SET_NULL)
    @Nullable Long pileupId;

    /** For Hibernate. */
    Task() {}

    Task(String kind, QueueName queue, long orderKey, Map<String, Object> parameters, Instant now) {
        super(now);
        this.kind = kind;
        this.payloadVersion = 1;
        this.queue = queue;
        this.orderKey = orderKey;
        this.parameters = Map.copyOf(parameters);
        this.status = TaskStatus.QUEUED;
        this.maxAttempts = 3;
        this.runAt = wholeMs(now);
    }

    /** Lets no second task with the same input run beside it. */
    void computedOnce(String hash) {
        inputHash = hash;
        activeKey = hash;
    }
}
