package org.foldbase.migrate.run;

import org.foldbase.migrate.MigrationException;

/** A revision was left half done; {@link Migrator#resume} goes on. */
public final class DirtyException extends MigrationException {

    private final String revision;
    private final int statement;

    DirtyException(String message, String revision, int statement) {
        super(Kind.DIRTY, message);
        this.revision = revision;
        this.statement = statement;
    }

    /** The revision's id. */
    public String revision() {
        return revision;
    }

    /** How many of its statements are known to be done. */
    public int statement() {
        return statement;
    }
}
