package org.foldbase.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What files may come in.
 *
 * @param uploadMaxBytes the largest file
 * @param uploadQuotaBytes all files of a user, those that are on their way included
 * @param uploadExpiry how long an upload waits for its next byte
 * @param importRoots folders of the server's disk from which files may be imported
 */
public record FileSettings(
        long uploadMaxBytes, long uploadQuotaBytes, Duration uploadExpiry, List<Path> importRoots) {
    public FileSettings {
        importRoots = List.copyOf(importRoots);
    }
}
