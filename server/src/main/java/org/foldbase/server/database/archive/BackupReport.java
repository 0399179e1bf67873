package org.foldbase.server.database.archive;

/**
 * What was written.
 *
 * @param sha256 of the whole file, in hexadecimal
 * @param sizeBytes of the whole file
 */
public record BackupReport(Manifest manifest, String sha256, long sizeBytes) {

    /** Of all tables. */
    public long rows() {
        return manifest.tables().values().stream().mapToLong(TableSummary::rows).sum();
    }
}
