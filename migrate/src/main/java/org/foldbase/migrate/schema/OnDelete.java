package org.foldbase.migrate.schema;

/** What becomes of a row when the row it refers to is deleted. */
public enum OnDelete {
    /** The deletion is refused. */
    NO_ACTION("no action"),
    /** The row is deleted too. */
    CASCADE("cascade"),
    /** The row stays, and its reference becomes NULL. */
    SET_NULL("set null");

    private final String sql;

    OnDelete(String sql) {
        this.sql = sql;
    }

    /** As SQL and the revision files write it: {@code set null}. */
    public String sql() {
        return sql;
    }
}
