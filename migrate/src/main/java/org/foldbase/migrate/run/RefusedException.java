package org.foldbase.migrate.run;

import java.util.List;
import org.foldbase.migrate.MigrationException;

/** The rows do not allow it, or would be lost; nothing was changed. */
public final class RefusedException extends MigrationException {

    private final List<String> reasons;

    RefusedException(String message, List<String> reasons) {
        super(Kind.REFUSED, message + ":\n  " + String.join("\n  ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /** Each in words, with table, column, number and examples. */
    public List<String> reasons() {
        return reasons;
    }
}
