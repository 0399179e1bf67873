package org.foldbase.server.database.internal;

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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.foldbase.server.database.ProcessKind;
import org.foldbase.server.shared.OneLine;
import org.jspecify.annotations.Nullable;

/** A process that uses this database. It deletes its row when it ends; a stale one is swept. */
@Entity
@Table(name = "process", indexes = @Index(columnList = "heartbeat_at"))
class RunningProcess {

    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    @Nullable UUID id;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false, length = 20)
    ProcessKind kind;

    @Column(nullable = false, updatable = false, length = 255)
    @OneLine(max = 255)
    String host;

    @Column(nullable = false, updatable = false)
    @Positive long pid;

    @Column(nullable = false, updatable = false)
    Instant startedAt;

    @Column(nullable = false)
    Instant heartbeatAt;

    /** For Hibernate. */
    RunningProcess() {}

    RunningProcess(ProcessKind kind, String host, long pid, Instant now) {
        this.kind = kind;
        this.host = host;
        this.pid = pid;
        this.startedAt = now.truncatedTo(ChronoUnit.MILLIS);
        this.heartbeatAt = startedAt;
    }
}
