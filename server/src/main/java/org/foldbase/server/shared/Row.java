package org.foldbase.server.shared;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A row that knows when it was made. Every instant in a row is a whole number of milliseconds. */
@MappedSuperclass
public abstract class Row {

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    /** For Hibernate, which fills the fields. */
    protected Row() {}

    protected Row(Instant now) {
        createdAt = wholeMs(now);
    }

    public Instant createdAt() {
        return createdAt;
    }

    /**
     * The instant without what is finer than a millisecond, which no back-end but one would keep.
     */
    protected static Instant wholeMs(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
