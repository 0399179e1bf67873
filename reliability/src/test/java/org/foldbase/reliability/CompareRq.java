package org.foldbase.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Our queue and python's RQ, one after the other on the same Redis; see reliability/compare-rq. */
final class CompareRq {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int KILLS = 20;

    /** Workers of ours run for months: what is measured is not their first second. */
    private static final int WARM_UP = 10_000;

    private static final long COUNT_MS = 300;

    private static final double TIMES_FASTER = 3;
    private static final long RESTART_P95_MS = 6_000;

    private final Ground ground;
    private final int tasks;

    private CompareRq(Ground ground, int tasks) {
        this.ground = ground;
        this.tasks = tasks;
    }

    public static void main(String[] args) throws Exception {
        int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 120;
        if (RedisServer.missing().isPresent() || !RqWorker.isThere()) {
            System.err.println(
                    "redis-server and RQ 1.13 for /usr/bin/python3 are needed; get them with"
                            + " 'apt-get install redis-server python3-rq'");
            System.exit(4);
        }
        boolean holds;
        try (Servers servers = Servers.inNewFolder()) {
            Comparison comparison;
            try (Ground ground = Ground.on(servers, Adapter.REDIS)) {
                comparison = new CompareRq(ground, tasks).run(Duration.ofSeconds(seconds));
            }
            Report restarts = Proof.KILLS.run(servers, Adapter.REDIS, KILLS);
            Comparison whole = comparison.with(restarts.restartMs().orElseThrow());
            System.out.println(whole);
            whole.write(Places.REPORTS);
            holds = restarts.holds() && whole.holds(TIMES_FASTER, RESTART_P95_MS);
        }
        System.exit(holds ? 0 : 1);
    }

    private Comparison run(Duration wait) throws Exception {
        // What proofs note of each change is no part of the queue.
        ground.execute("drop trigger proof_note on task");
        double forking = rq(RqWorker.FORKING);
        double simple = rq(RqWorker.SIMPLE);
        double one = ours(1);
        double four = ours(4);
        return Comparison.of(tasks, forking, simple, one, four, rqRestart(wait), wait);
    }

    private double rq(String workerClass) throws Exception {
        ground.redis().ask("FLUSHALL");
        String url = ground.redis().url();
        RqWorker.side("fill", url, Integer.toString(tasks));
        List<RqWorker> workers = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                workers.add(RqWorker.start(url, workerClass));
            }
            Waiting.until(
                    "RQ's jobs are done",
                    PATIENCE,
                    () ->
                            ground.redis()
                                    .ask("ZCARD rq:finished:comparison")
                                    .startsWith(":" + tasks + "\r"));
        } finally {
            workers.forEach(RqWorker::close);
        }
        String[] rate = RqWorker.side("rate", url).split(" ", 2);
        double perSecond = Integer.parseInt(rate[0]) / Double.parseDouble(rate[1]);
        System.out.printf("%s, 2 processes: %.0f jobs a second%n", workerClass, perSecond);
        return perSecond;
    }

    private double ours(int threads) throws Exception {
        ground.redis().ask("FLUSHALL");
        List<WorkerProcess> workers = List.of(ground.worker(threads), ground.worker(threads));
        awaitDone(ground.history().done() + WARM_UP, () -> ground.enqueue(WARM_UP, 0, 0));
        long before = ground.history().done();
        for (WorkerProcess worker : workers) {
            worker.send(Signal.STOP);
        }
        ground.enqueue(tasks, 0, 0);
        for (WorkerProcess worker : workers) {
            worker.send(Signal.CONT);
        }
        awaitDone(before + tasks, () -> {});
        workers.forEach(ground::kill);
        long tookMs =
                ground.number(
                        "select cast(extract(epoch from max(finished_at) - min(started_at)) * 1000"
                                + " as bigint) from (select started_at, finished_at from task"
                                + " order by order_key desc limit "
                                + tasks
                                + ") as last");
        double perSecond = 1000.0 * tasks / (double) tookMs;
        System.out.printf("ours, 2 x %d threads: %.0f tasks a second%n", threads, perSecond);
        return perSecond;
    }

    private void awaitDone(long most, Runnable first) throws Exception {
        first.run();
        Waiting.until(
                "all tasks are done",
                PATIENCE,
                () -> {
                    // Counting takes a processor from the workers.
                    Waiting.pause(COUNT_MS);
                    return ground.history().done() >= most;
                });
    }

    /** Milliseconds until RQ begins a job again whose worker was killed; nothing if it did not. */
    private OptionalLong rqRestart(Duration wait) throws Exception {
        ground.redis().ask("FLUSHALL");
        String url = ground.redis().url();
        Path starts = ground.dataDir().resolve("rq-starts");
        try (RqWorker first = RqWorker.start(url, RqWorker.FORKING)) {
            RqWorker.side("restart", url, starts.toString());
            Waiting.until("RQ's job runs", PATIENCE, () -> Files.exists(starts));
            try (RqWorker _ = RqWorker.start(url, RqWorker.FORKING)) {
                Waiting.until("RQ has forked", PATIENCE, first::hasChild);
                first.kill();
                long killed = System.nanoTime();
                boolean again =
                        Waiting.holdsWithin(wait, () -> Files.readAllLines(starts).size() > 1);
                return again
                        ? OptionalLong.of((System.nanoTime() - killed) / 1_000_000)
                        : OptionalLong.empty();
            }
        }
    }
}
