package org.foldbase.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Workers stand still in the middle of writing a result until others have done their tasks, then go
 * on: what they write late does not count and is gone, and the winners' files are as they were.
 */
final class Zombies {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LATE_WRITE = Duration.ofSeconds(20);
    private static final int BYTES = 5_000;
    private static final int AT_ONCE = 5;

    private final Ground ground;
    private final Tally tally;
    private final Path hold;
    private final List<WorkerProcess> zombies = new ArrayList<>();
    private final List<UUID> queued = new ArrayList<>();

    private Zombies(Ground ground, Tally tally) {
        this.ground = ground;
        this.tally = tally;
        this.hold = ground.dataDir().resolve(ProofKind.HOLD);
    }

    static void run(Ground ground, Tally tally) throws Exception {
        new Zombies(ground, tally).run();
    }

    private void run() throws Exception {
        tally.parameter("workers that stand still at once", AT_ONCE);
        tally.parameter("lease", Ground.LEASE_SECONDS + " s");
        Files.createDirectories(ground.dataDir().resolve(ProofKind.HELD));
        Files.createDirectories(ground.dataDir().resolve(ProofKind.JOURNAL));
        for (int i = 0; i < AT_ONCE; i++) {
            zombies.add(ground.worker(1));
        }
        WorkerProcess winner = ground.worker(AT_ONCE);
        warmUp(winner);
        while (!tally.isComplete()) {
            round(winner);
        }
        new Verdict(ground, BYTES).of(queued, tally);
    }

    /** Each has run a task, so all that follows is at once. */
    private void warmUp(WorkerProcess winner) throws Exception {
        List<WorkerProcess> all = new ArrayList<>(zombies);
        all.add(winner);
        Waiting.until(
                "all workers run tasks",
                PATIENCE,
                () -> {
                    queued.addAll(ground.enqueue(all.size(), 50, BYTES));
                    Waiting.pause(200);
                    return all.stream().allMatch(it -> Files.exists(journal(it)));
                });
        Waiting.until(
                "they have nothing to do",
                PATIENCE,
                () -> ground.history().done() == queued.size());
    }

    private Path journal(WorkerProcess worker) {
        return ground.dataDir().resolve(ProofKind.JOURNAL).resolve(Long.toString(worker.pid()));
    }

    private void round(WorkerProcess winner) throws Exception {
        winner.send(Signal.STOP);
        Files.createFile(hold);
        List<UUID> ids = ground.enqueue(AT_ONCE, 0, BYTES);
        queued.addAll(ids);
        Waiting.until(
                "all are in the middle of a task",
                PATIENCE,
                () -> ids.stream().allMatch(it -> Files.exists(held(it))));
        for (WorkerProcess zombie : zombies) {
            zombie.send(Signal.STOP);
        }
        Files.delete(hold);
        winner.send(Signal.CONT);
        Waiting.until(
                "another has done the tasks",
                PATIENCE,
                () -> ground.history().done() == queued.size());
        Map<UUID, byte[]> before = new HashMap<>();
        for (UUID id : ids) {
            before.put(id, Files.readAllBytes(result(id)));
        }
        for (WorkerProcess zombie : zombies) {
            zombie.send(Signal.CONT);
        }
        for (UUID id : ids) {
            check(id, before.get(id));
        }
        tally.event(ids.size());
    }

    private Path held(UUID id) {
        return ground.dataDir().resolve(ProofKind.HELD).resolve(id.toString());
    }

    private void check(UUID id, byte @Nullable [] before) throws Exception {
        boolean late = Waiting.holdsWithin(LATE_WRITE, () -> wroteLate(id));
        tally.count(late ? "late writes" : "zombies that were stopped before they wrote", 1);
        Path result = result(id);
        boolean alone = Waiting.holdsWithin(LATE_WRITE, () -> files(id).equals(List.of(result)));
        tally.require(alone, "a late write of " + id + " is still there");
        tally.require(
                Arrays.equals(Files.readAllBytes(result), before),
                "the result of " + id + " is another one now");
    }

    private boolean wroteLate(UUID id) throws IOException {
        for (WorkerProcess zombie : zombies) {
            if (Files.readAllLines(journal(zombie)).contains(id + " 1")) {
                return true;
            }
        }
        return false;
    }

    private List<Path> files(UUID id) throws IOException {
        try (Stream<Path> files =
                Files.list(ground.files().folder().resolve("tasks").resolve(id.toString()))) {
            return files.toList();
        }
    }

    private Path result(UUID id) {
        return ground.files().resolve(ground.history().resultPath(id));
    }
}
