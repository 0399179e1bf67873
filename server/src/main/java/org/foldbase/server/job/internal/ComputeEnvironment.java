package org.foldbase.server.job.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import org.foldbase.server.job.ComputeKind;
import org.foldbase.server.shared.EditedRow;
import org.foldbase.server.shared.FreeText;
import org.foldbase.server.shared.OneLine;

/** Where jobs run. Not deleted while a job ran on it (made inactive); has no files. */
@Entity
@Table(
        name = "compute_environment",
        indexes = {@Index(columnList = "active"), @Index(columnList = "created_at")})
class ComputeEnvironment extends EditedRow {

    @Column(nullable = false, length = 100, unique = true)
    @OneLine(max = 100)
    String name;

    @Column(nullable = false, length = 4000)
    @FreeText(max = 4000)
    String description = "";

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    ComputeKind kind;

    /** Added to Nextflow's configuration. */
    @Column(nullable = false, length = 1_000_000)
    @FreeText(max = 1_000_000)
    String configuration = "";

    @Column(nullable = false)
    boolean active;

    /** For Hibernate. */
    ComputeEnvironment() {}

    ComputeEnvironment(String name, ComputeKind kind, Instant now) {
        super(now);
        this.name = name.strip();
        this.kind = kind;
        this.active = true;
    }
}
