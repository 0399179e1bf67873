package org.foldbase.server.dataset;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.foldbase.server.access.Ownership;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as it is at one moment.
 *
 * @param type not known before the file was looked into
 * @param assemblyId not known before the file was checked
 * @param failure why it FAILED, in one sentence
 * @param filePath relative to the files' root when MANAGED, absolute when EXTERNAL; not for people
 * @param higlassUid how the genome browser names it, once it is READY
 * @param details what the check found; of a COOLER {@code resolutions}, of regions {@code regions}
 * @param version how often it was changed
 */
public record DatasetView(
        long id,
        String name,
        String description,
        Optional<DatasetType> type,
        OptionalLong assemblyId,
        Ownership ownership,
        DatasetState state,
        Optional<String> failure,
        FileLocation location,
        String filePath,
        OptionalLong sizeBytes,
        Optional<String> sha256,
        Optional<Instant> fileModifiedAt,
        Optional<String> higlassUid,
        Map<String, Object> details,
        Optional<String> cellType,
        Optional<String> perturbation,
        Optional<String> protocol,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    public DatasetView {
        details = Map.copyOf(details);
    }

    /**
     * A resolution of a contact map.
     *
     * @param group of the file that holds it: {@code /resolutions/10000}
     * @param weights names of the balancing columns
     * @param pixels stored
     */
    public record Resolution(long binSizeBp, String group, List<String> weights, long pixels) {
        public Resolution {
            weights = List.copyOf(weights);
        }

        /** As {@link #details} has it. */
        public Map<String, Object> toDetails() {
            return Map.of(
                    "binSizeBp", binSizeBp, "group", group, "weights", weights, "pixels", pixels);
        }

        private static Resolution of(Map<?, ?> details) {
            return new Resolution(
                    number(details.get("binSizeBp")),
                    String.valueOf(details.get("group")),
                    list(details.get("weights")).stream().map(String::valueOf).toList(),
                    number(details.get("pixels")));
        }
    }

    /** The resolutions of a contact map, the finest first; nothing for anything else. */
    public List<Resolution> resolutions() {
        return list(details.get("resolutions")).stream()
                .map(it -> Resolution.of((Map<?, ?>) it))
                .toList();
    }

    /** How many regions, or pairs, a BED or BEDPE file has. */
    public OptionalLong regions() {
        return details.get("regions") instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    /** What came to notice without being wrong, for people. */
    public Optional<String> note() {
        return Optional.ofNullable(details.get("note")).map(Object::toString);
    }

    /** Whether this can be worked with. */
    public boolean isReady() {
        return state == DatasetState.READY;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }
}
