package org.foldbase.reliability;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Workers die by kill -9 in the middle of tasks; others take over, and nothing is done twice. */
final class Kills {

    static final int WORK_MS = 400;
    private static final int THREADS = 2;
    private static final int BACKLOG = 12;
    private static final int RESTART_P95_MS = 6_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Ground ground;
    private final Tally tally;
    private final List<UUID> queued = new ArrayList<>();
    private final List<Interrupted> interrupted = new ArrayList<>();
    private final List<WorkerProcess> workers = new ArrayList<>();

    private Kills(Ground ground, Tally tally) {
        this.ground = ground;
        this.tally = tally;
    }

    /** An attempt whose worker was killed. */
    private record Interrupted(UUID task, int attempt, long atMs) {}

    static void run(Ground ground, Tally tally) throws Exception {
        new Kills(ground, tally).run();
    }

    private void run() throws Exception {
        int processes = 3;
        tally.parameter("workers", processes + " with " + THREADS + " threads");
        tally.parameter("task", WORK_MS + " ms");
        tally.parameter("lease", Ground.LEASE_SECONDS + " s");
        for (int i = 0; i < processes; i++) {
            workers.add(worker());
        }
        while (!tally.isComplete()) {
            killOne();
        }
        new Verdict(ground, 0).of(queued, tally);
        measure();
    }

    /** They live for seconds: the better compiler would only take the processors from the next. */
    private WorkerProcess worker() throws IOException {
        return ground.worker(
                THREADS, List.of(), Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"));
    }

    private void killOne() throws Exception {
        WorkerProcess victim = victim();
        Waiting.pause(ThreadLocalRandom.current().nextInt(WORK_MS));
        long atMs = ground.history().nowMs();
        ground.kill(victim);
        workers.remove(victim);
        workers.add(worker());
        List<History.Run> lost =
                ground.history().running().stream()
                        .filter(it -> it.worker().endsWith(victim.mark()))
                        .toList();
        if (!lost.isEmpty()) {
            lost.forEach(it -> interrupted.add(new Interrupted(it.task(), it.attempt(), atMs)));
            tally.event();
        }
    }

    /** Any that runs a task while another does, too, which can take over. */
    private WorkerProcess victim() throws Exception {
        List<WorkerProcess> busy = new ArrayList<>();
        Waiting.until(
                "two workers run tasks",
                PATIENCE,
                () -> {
                    keepBusy();
                    List<String> at =
                            ground.history().running().stream().map(History.Run::worker).toList();
                    busy.clear();
                    workers.stream()
                            .filter(it -> at.stream().anyMatch(name -> name.endsWith(it.mark())))
                            .forEach(busy::add);
                    return busy.size() > 1;
                });
        Collections.shuffle(busy);
        return busy.getFirst();
    }

    private void keepBusy() {
        if (ground.history().queued() < BACKLOG) {
            queued.addAll(ground.enqueue(BACKLOG, WORK_MS, 0));
        }
    }

    private void measure() {
        Map<UUID, List<History.Start>> starts = ground.history().starts();
        List<Long> restarts = new ArrayList<>();
        for (Interrupted one : interrupted) {
            Optional<History.Start> next =
                    starts.getOrDefault(one.task(), List.of()).stream()
                            .filter(it -> it.attempt() > one.attempt())
                            .findFirst();
            next.ifPresent(it -> restarts.add(it.atMs() - one.atMs()));
        }
        restarts.forEach(tally::restarted);
        tally.count("attempts interrupted", interrupted.size());
        tally.require(restarts.size() == interrupted.size(), "a killed attempt was not made again");
        Report.Times.of(restarts)
                .ifPresent(times ->
                        tally.requireInFull(
                                times.p95() <= RESTART_P95_MS,
                                "restarts took %d ms (p95)".formatted(times.p95())));
    }
}
