package org.foldbase.server.dataset;

import java.util.Optional;
import java.util.OptionalInt;
import org.foldbase.server.access.Visibility;

/**
 * What people change of a dataset; what is empty stays as it is.
 *
 * @param version the one that was looked at; another one by now is a conflict
 */
public record DatasetChange(
        Optional<String> name,
        Optional<String> description,
        Optional<Visibility> visibility,
        Optional<String> cellType,
        Optional<String> perturbation,
        Optional<String> protocol,
        OptionalInt version) {

    /** Another circle of people who see it. */
    public static DatasetChange share(Visibility visibility) {
        return new DatasetChange(
                Optional.empty(),
                Optional.empty(),
                Optional.of(visibility),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }
}
