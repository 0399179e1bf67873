package org.foldbase.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what is there in the end with what was queued. */
final class Verdict {

    private static final Duration MOST = Duration.ofMinutes(5);

    private final Ground ground;
    private final int bytes;
    private final Path root;

    /**
     * Of tasks that each write so many bytes.
     *
     * @param bytes 0 for the line alone
     */
    Verdict(Ground ground, int bytes) {
        this(ground, bytes, Path.of("/"));
    }

    /** The same where the files are seen by a worker with disks of its own. */
    Verdict(Ground ground, int bytes, Path root) {
        this.ground = ground;
        this.bytes = bytes;
        this.root = root;
    }

    private Path seen(Path file) {
        return root.resolve(Path.of("/").relativize(file));
    }

    /** A row that a task's work wrote. */
    private record Outcome(UUID task, int attempt, String worker, String path) {}

    /** Waits until all tasks are done, or none has been for a while, and counts. */
    void of(Collection<UUID> queued, Tally tally) throws Exception {
        awaitAll(queued.size());
        Set<UUID> done = done();
        Map<UUID, List<Outcome>> outcomes =
                outcomes().stream().collect(Collectors.groupingBy(Outcome::task));
        Map<UUID, String> named = named();
        int lost = 0;
        int results = 0;
        int duplicates = 0;
        for (UUID id : queued) {
            List<Outcome> of = outcomes.getOrDefault(id, List.of());
            lost += done.contains(id) ? 0 : 1;
            duplicates += Math.max(of.size() - 1, 0);
            results += of.size() == 1 && isRight(of.getFirst(), named.get(id)) ? 1 : 0;
        }
        Set<UUID> ghosts = new HashSet<>(outcomes.keySet());
        ghosts.removeAll(Set.copyOf(queued));
        tally.tasks(queued.size(), results, lost, duplicates + ghosts.size());
        long orphans = ground.number("select count(*) from task") - queued.size();
        tally.require(orphans == 0, orphans + " tasks are there that nobody queued");
        tally.count("files of attempts that do not count", strayFiles(named.values()));
    }

    private void awaitAll(int tasks) throws Exception {
        long before = -1;
        long now = ground.history().done();
        while (now < tasks && now > before) {
            before = now;
            boolean _ = Waiting.holdsWithin(MOST, () -> ground.history().done() >= tasks);
            now = ground.history().done();
        }
    }

    private boolean isRight(Outcome outcome, @Nullable String named) throws IOException {
        Path file = seen(ground.files().resolve(outcome.path()));
        return Optional.of(outcome.path()).equals(Optional.ofNullable(named))
                && Files.exists(file)
                && Arrays.equals(
                        Files.readAllBytes(file),
                        ProofKind.content(
                                outcome.task(), outcome.attempt(), outcome.worker(), bytes));
    }

    private Set<UUID> done() {
        return Set.copyOf(
                ground.rows(
                        "select id from task where status = 'DONE'",
                        (row, at) -> ground.values().uuid(row, "id").orElseThrow()));
    }

    private List<Outcome> outcomes() {
        return ground.rows(
                "select task_id, attempt, worker, file_path from proof_outcome",
                (row, at) ->
                        new Outcome(
                                ground.values().uuid(row, "task_id").orElseThrow(),
                                row.getInt("attempt"),
                                row.getString("worker"),
                                row.getString("file_path")));
    }

    /** The file that each task's row names. */
    private Map<UUID, String> named() {
        return ground
                .rows(
                        "select task_id, file_path from task_result",
                        (row, at) ->
                                Map.entry(
                                        ground.values().uuid(row, "task_id").orElseThrow(),
                                        row.getString("file_path")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Files that killed attempts left, whole or not; no row names them. */
    private long strayFiles(Collection<String> named) throws IOException {
        Set<Path> ours =
                named.stream()
                        .map(it -> seen(ground.files().resolve(it)))
                        .collect(Collectors.toSet());
        try (Stream<Path> all = Files.walk(seen(ground.files().folder()))) {
            return all.filter(Files::isRegularFile).filter(it -> !ours.contains(it)).count();
        }
    }
}
