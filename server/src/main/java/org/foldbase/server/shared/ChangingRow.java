package org.foldbase.server.shared;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.hibernate.annotations.ColumnDefault;

/** A row that people or workers change, and that may be sample data. */
@MappedSuperclass
public abstract class ChangingRow extends Row {

    @Column(nullable = false)
    private Instant updatedAt;

    @ColumnDefault("false")
    @Column(nullable = false)
    private boolean sample;

    /** For Hibernate, which fills the fields. */
    protected ChangingRow() {}

    protected ChangingRow(Instant now) {
        super(now);
        updatedAt = wholeMs(now);
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Whether a reset made it to show something, so that it may go without a trace. */
    public boolean isSample() {
        return sample;
    }

    /** Says that this row is sample data. */
    public void markAsSample() {
        sample = true;
    }

    /** To be called by what changes the row. */
    protected void changedAt(Instant now) {
        updatedAt = wholeMs(now);
    }
}
