package org.foldbase.server.dataset;

import org.foldbase.server.access.Visibility;

/**
 * A dataset to be, of a file that is whole and not checked.
 *
 * @param filePath relative to the files' root when MANAGED, absolute when EXTERNAL
 */
public record NewDataset(
        String name,
        long ownerId,
        Visibility visibility,
        FileLocation location,
        String filePath,
        long sizeBytes) {}
