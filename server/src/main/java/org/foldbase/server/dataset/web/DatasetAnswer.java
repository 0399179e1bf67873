package org.foldbase.server.dataset.web;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.access.Visibility;
import org.foldbase.server.dataset.DatasetState;
import org.foldbase.server.dataset.DatasetType;
import org.foldbase.server.dataset.DatasetView;
import org.foldbase.server.dataset.FileLocation;

/**
 * A dataset as the API and the pages show it.
 *
 * @param assembly its name
 * @param owner the user name
 * @param failure why it FAILED
 */
public record DatasetAnswer(
        long id,
        String name,
        String description,
        Optional<DatasetType> type,
        Optional<Long> assemblyId,
        Optional<String> assembly,
        long ownerId,
        String owner,
        Visibility visibility,
        DatasetState state,
        Optional<String> failure,
        FileLocation location,
        Optional<Long> sizeBytes,
        Optional<String> sha256,
        Optional<String> higlassUid,
        Map<String, Object> details,
        Optional<String> cellType,
        Optional<String> perturbation,
        Optional<String> protocol,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    static DatasetAnswer of(DatasetView view, Optional<String> assembly, String owner) {
        return new DatasetAnswer(
                view.id(),
                view.name(),
                view.description(),
                view.type(),
                view.assemblyId().stream().boxed().findFirst(),
                assembly,
                view.ownership().ownerId(),
                owner,
                view.ownership().visibility(),
                view.state(),
                view.failure(),
                view.location(),
                view.sizeBytes().stream().boxed().findFirst(),
                view.sha256(),
                view.higlassUid(),
                view.details(),
                view.cellType(),
                view.perturbation(),
                view.protocol(),
                view.createdAt(),
                view.updatedAt(),
                view.version());
    }

    /** The type in words. */
    public String typeName() {
        return type.map(it ->
                        switch (it) {
                            case COOLER -> "Contact map";
                            case BED -> "Regions";
                            case BEDPE -> "Pairs of regions";
                            case BIGWIG -> "Signal";
                        })
                .orElse("");
    }
}
