package org.foldbase.server.database.archive;

import java.time.Instant;
import java.util.UUID;

/**
 * Which database an archive is of, and who wrote it when.
 *
 * @param environment {@code dev}, {@code test} or {@code prod}
 * @param createdAt when the archive was begun
 */
public record Origin(String environment, UUID dbUuid, String programVersion, Instant createdAt) {}
