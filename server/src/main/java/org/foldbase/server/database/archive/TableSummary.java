package org.foldbase.server.database.archive;

/**
 * The content of a table, the same on every back-end.
 *
 * @param rowHash SHA-256 over all rows in the order of their primary key
 * @param lastId the greatest id ever given out; 0 if there is none, or ids are not counted up
 */
public record TableSummary(long rows, String rowHash, long lastId) {}
