package org.foldbase.server.database.archive;

import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.foldbase.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/** The hash of a table's rows, which have to come in the order of their primary key. */
final class RowHash {

    private final MessageDigest digest = sha256();
    private final RowLines lines;
    private long rows;

    RowHash(Table table) {
        lines =
                new RowLines(
                        new DigestOutputStream(OutputStream.nullOutputStream(), digest),
                        table,
                        true);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    void add(@Nullable Object[] row) {
        lines.write(row);
        rows++;
    }

    /** Ends it. */
    TableSummary summary(long lastId) {
        lines.close();
        return new TableSummary(rows, HexFormat.of().formatHex(digest.digest()), lastId);
    }
}
