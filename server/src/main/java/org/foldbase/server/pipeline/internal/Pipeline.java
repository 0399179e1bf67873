package org.foldbase.server.pipeline.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.foldbase.server.shared.EditedRow;
import org.foldbase.server.shared.FreeText;
import org.foldbase.server.shared.OneLine;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A registered Nextflow pipeline. Not deleted while it has jobs (made inactive); has no files. */
@Entity
@Table(
        name = "pipeline",
        indexes = {@Index(columnList = "active"), @Index(columnList = "created_at")})
class Pipeline extends EditedRow {

    @Column(nullable = false, length = 100, unique = true)
    @OneLine(max = 100)
    String name;

    @Column(nullable = false, length = 4000)
    @FreeText(max = 4000)
    String description = "";

    /** Where Nextflow finds it: a repository's address or a folder. */
    @Column(nullable = false, length = 1024)
    @OneLine(max = 1024)
    String source;

    /** A tag, branch or commit; none for a folder. */
    @Column(length = 200)
    @OneLine(max = 200)
    @Nullable String revision;

    /** Nextflow's configuration. */
    @Column(nullable = false, length = 1_000_000)
    @FreeText(max = 1_000_000)
    String configuration = "";

    /** JSON schema of the parameters a job is launched with. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    Map<String, Object> parameterSchema = Map.of();

    @Column(nullable = false)
    boolean active;

    /** For Hibernate. */
    Pipeline() {}

    Pipeline(String name, String source, Instant now) {
        super(now);
        this.name = name.strip();
        this.source = source;
        this.active = true;
    }
}
