package org.foldbase.server.intake;

import java.util.Optional;
import org.foldbase.server.access.Visibility;

/**
 * A file of the server's disk that someone wants as a dataset.
 *
 * @param path absolute
 * @param byReference whether the file stays where it is; else it is copied
 * @param name of the dataset; without it that of the file
 * @param assembly name or id of the one it is of; without it one is chosen by the content
 * @param keepCopy whether it is wanted even if the same content is there already
 */
public record NewImport(
        String path,
        boolean byReference,
        Optional<String> name,
        Visibility visibility,
        Optional<String> assembly,
        boolean keepCopy) {}
