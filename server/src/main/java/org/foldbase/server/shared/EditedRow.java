package org.foldbase.server.shared;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row that people edit; of two who change the same version of it the second is refused. */
@MappedSuperclass
public abstract class EditedRow extends ChangingRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version private int version;

    /** For Hibernate, which fills the fields. */
    protected EditedRow() {}

    protected EditedRow(Instant now) {
        super(now);
    }

    /** The number that the database gave it; a row that is not saved yet has none. */
    public long id() {
        if (id == null) {
            throw new IllegalStateException("this row is not saved yet");
        }
        return id;
    }

    /** How often it was changed. */
    public int version() {
        return version;
    }
}
