package org.foldbase.reliability;

import java.nio.file.Path;

/** Where things are; proofs run in the module's folder. */
final class Places {

    static final Path TARGET = Path.of("target").toAbsolutePath();
    static final Path MIGRATIONS = Path.of("..", "migrations").toAbsolutePath().normalize();

    /** The reports of full runs, which are committed. */
    static final Path REPORTS = Path.of("reports").toAbsolutePath();

    private Places() {}
}
