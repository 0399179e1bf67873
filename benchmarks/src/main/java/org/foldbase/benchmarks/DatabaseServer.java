package org.foldbase.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** A PostgreSQL server for the scripts in benchmarks/db: prints its port, ends with its input. */
public final class DatabaseServer {
    private DatabaseServer() {}

    /** Serves until standard input ends. */
    public static void main(String[] args) throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            System.out.println(server.getPort());
            while (System.in.read() >= 0) {
                // Nothing is asked; the end of the input is what counts.
            }
        }
    }
}
