package org.foldbase.reliability;

import java.util.Locale;

/** How workers hear of tasks, and where the rows are. */
enum Adapter {
    /** They look into the table, on PostgreSQL. */
    DATABASE,
    /** They look into the table, in a file of SQLite that all processes of one machine share. */
    SQLITE,
    /** Redis tells them, and the rows are on PostgreSQL. */
    REDIS;

    static Adapter of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** As reports and options name it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
