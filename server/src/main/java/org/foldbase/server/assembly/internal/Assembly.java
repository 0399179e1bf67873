package org.foldbase.server.assembly.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.foldbase.server.assembly.Arm;
import org.foldbase.server.assembly.Chromosome;
import org.foldbase.server.shared.EditedRow;
import org.foldbase.server.shared.OneLine;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A genome build. Not deleted while a dataset is of it; has no files. */
@Entity
@Table(name = "assembly", indexes = @Index(columnList = "created_at"))
class Assembly extends EditedRow {

    @Column(nullable = false, length = 100, unique = true)
    @OneLine(max = 100)
    String name;

    /** In the order in which contact maps have them. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    @NotEmpty @Size(max = 100_000) List<@Valid Chromosome> chromosomes;

    /** Empty where nobody gave any. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    @Size(max = 200_000) List<@Valid Arm> arms = List.of();

    /** For Hibernate. */
    Assembly() {}

    Assembly(String name, List<Chromosome> chromosomes, Instant now) {
        super(now);
        this.name = name.strip();
        this.chromosomes = List.copyOf(chromosomes);
    }

    @AssertTrue(message = "every chromosome has a name of its own") boolean isEachNameOnce() {
        return chromosomes.stream().map(Chromosome::name).distinct().count() == chromosomes.size();
    }
}
