package org.foldbase.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a proof saw.
 *
 * @param events how often something died, stood still or was undone
 * @param tasks that were queued
 * @param results tasks that are done and have one right file
 * @param lost tasks that did not come to be done
 * @param duplicates results beyond one of a task, and results of tasks that never were
 * @param restartMs from the death of the worker that ran a task until another runs it
 * @param counts what else was counted
 * @param parameters what the proof was told
 * @param failures what is not as it is to be, in sentences
 */
record Report(
        String proof,
        String adapter,
        String when,
        int cores,
        double load,
        double seconds,
        int events,
        int tasks,
        int results,
        int lost,
        int duplicates,
        Optional<Times> restartMs,
        SortedMap<String, Long> counts,
        SortedMap<String, String> parameters,
        List<String> failures) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    Report {
        counts = new TreeMap<>(counts);
        parameters = new TreeMap<>(parameters);
        failures = List.copyOf(failures);
    }

    /** How long something took each time, in milliseconds. */
    record Times(int count, long p50, long p95, long max) {

        static Optional<Times> of(Collection<Long> all) {
            List<Long> sorted = all.stream().sorted().toList();
            return sorted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Times(
                                    sorted.size(),
                                    at(sorted, 0.5),
                                    at(sorted, 0.95),
                                    sorted.getLast()));
        }

        private static long at(List<Long> sorted, double part) {
            return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
        }
    }

    boolean holds() {
        return failures.isEmpty();
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(proof + "-" + adapter + ".json"), json(this));
    }

    static String json(Object report) {
        return JSON.writeValueAsString(report) + "\n";
    }

    static <T> T read(Path file, Class<T> type) throws IOException {
        return JSON.readValue(Files.readString(file), type);
    }

    /** To a digit after the point. */
    static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** In a line. */
    @Override
    public String toString() {
        return "%s on %s: %d events, %d tasks, %d results, %d lost, %d duplicates%s %s: %s"
                .formatted(
                        proof,
                        adapter,
                        events,
                        tasks,
                        results,
                        lost,
                        duplicates,
                        restartMs
                                .map(it ->
                                        ", restarts p50 %d p95 %d max %d ms"
                                                .formatted(it.p50(), it.p95(), it.max()))
                                .orElse(""),
                        Map.copyOf(counts),
                        holds() ? "holds" : String.join("; ", failures));
    }
}
