package org.foldbase.reliability;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a proof has seen so far. */
final class Tally {

    private static final long SAY_EVERY_NANOS = 10_000_000_000L;

    private final Proof proof;
    private final Adapter adapter;
    private final int wanted;
    private final List<Long> restartMs = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final SortedMap<String, String> parameters = new TreeMap<>();
    private final long begun = System.nanoTime();
    private long said = System.nanoTime();
    private int events;
    private int tasks;
    private int results;
    private int lost;
    private int duplicates;

    Tally(Proof proof, Adapter adapter, int wanted) {
        this.proof = proof;
        this.adapter = adapter;
        this.wanted = wanted;
    }

    int events() {
        return events;
    }

    boolean isComplete() {
        return events >= wanted;
    }

    /** Counts an event, and now and then says how many there were. */
    void event() {
        event(1);
    }

    void event(int more) {
        events += more;
        if (System.nanoTime() - said > SAY_EVERY_NANOS) {
            said = System.nanoTime();
            say("%d of %d".formatted(events, wanted));
        }
    }

    /** A line of progress. */
    void say(String what) {
        System.out.printf(
                "%s on %s: %s, %d s%n",
                proof.key(), adapter.key(), what, (System.nanoTime() - begun) / 1_000_000_000L);
    }

    void restarted(long ms) {
        restartMs.add(ms);
    }

    void parameter(String name, Object value) {
        parameters.put(name, value.toString());
    }

    void count(String what, long number) {
        counts.merge(what, number, Long::sum);
    }

    /** Fails the proof unless that is so. */
    void require(boolean holds, String otherwise) {
        if (!holds) {
            failures.add(otherwise);
        }
    }

    /** The same in a full run only: in a build the machine may be busy with anything. */
    void requireInFull(boolean holds, String otherwise) {
        require(holds || wanted < proof.many(), otherwise);
    }

    /** What became of all tasks. */
    void tasks(int queued, int right, int notDone, int beyondOne) {
        tasks = queued;
        results = right;
        lost = notDone;
        duplicates = beyondOne;
        require(lost == 0, lost + " tasks are lost");
        require(duplicates == 0, duplicates + " results are there twice");
        require(results == tasks, "%d of %d tasks have a result".formatted(results, tasks));
    }

    Report report() {
        require(isComplete(), "%d of %d events".formatted(events, wanted));
        return new Report(
                proof.key(),
                adapter.key(),
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                Report.rounded(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()),
                Report.rounded((System.nanoTime() - begun) / 1e9),
                events,
                tasks,
                results,
                lost,
                duplicates,
                Report.Times.of(restartMs),
                counts,
                parameters,
                failures);
    }
}
