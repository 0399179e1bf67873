package org.foldbase.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Two servers queue and two workers run tasks, one each with a clock an hour ahead (libfaketime):
 * tasks begin in the order in which they were queued, whoever queued them, and leases last as long
 * as everywhere.
 */
final class Clocks {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int WORK_MS = 60;
    private static final int LONG_WORK_MS = 6_000;

    /** Two workers take tasks, and one may be kept waiting between hearing of one and taking it. */
    private static final int MOST_PLACES = 4;

    private Clocks() {}

    private static Optional<Path> library() {
        return Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu", "")
                .map(it -> Path.of("/usr/lib", it, "faketime", "libfaketime.so.1"))
                .filter(Files::exists)
                .findFirst();
    }

    /** Why no clock can be changed. */
    static Optional<String> missing() {
        return library().isPresent()
                ? Optional.empty()
                : Optional.of("there is no libfaketime; get it with 'apt-get install libfaketime'");
    }

    private static Map<String, String> anHourAhead() {
        return Map.of(
                "LD_PRELOAD",
                library().orElseThrow().toString(),
                "FAKETIME",
                "+1h",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    static void run(Ground ground, Tally tally) throws Exception {
        tally.parameter("clocks", "an hour apart");
        List<UUID> queued = new ArrayList<>();
        try (QueueingProcess ahead = ground.queueing(anHourAhead())) {
            for (int i = 0; !tally.isComplete(); i++) {
                queued.add(i % 2 == 0 ? ahead.enqueue(WORK_MS) : ground.enqueue(WORK_MS, 0));
                tally.event();
            }
            ground.worker(1);
            ground.worker(1, List.of(), anHourAhead());
            Waiting.until(
                    "the first tasks are done",
                    PATIENCE,
                    () -> ground.history().done() == queued.size());
            // Longer than a lease, so that one that is judged by the wrong clock ends too early.
            queued.add(ahead.enqueue(LONG_WORK_MS));
            queued.add(ground.enqueue(LONG_WORK_MS, 0));
        }
        new Verdict(ground, 0).of(queued, tally);
        Map<UUID, List<History.Start>> starts = ground.history().starts();
        tally.require(
                starts.values().stream().allMatch(it -> it.size() == 1),
                "a task was begun twice, though nobody died");
        tally.require(
                starts.values().stream().map(it -> it.getFirst().worker()).distinct().count() == 2,
                "one of the workers ran nothing");
        long early = outOfOrder(queued, starts);
        tally.count("tasks that began too early or late", early);
        tally.require(early == 0, early + " tasks began out of order");
    }

    /** Those that began more than a few places from where they were queued. */
    private static long outOfOrder(List<UUID> queued, Map<UUID, List<History.Start>> starts) {
        List<UUID> begun = new ArrayList<>(queued);
        Map<UUID, Long> at = new HashMap<>();
        queued.forEach(it -> at.put(it, starts.getOrDefault(it, List.of()).getFirst().atMs()));
        begun.sort(Comparator.comparing(at::get));
        long wrong = 0;
        for (int i = 0; i < queued.size(); i++) {
            wrong += Math.abs(begun.indexOf(queued.get(i)) - i) > MOST_PLACES ? 1 : 0;
        }
        return wrong;
    }
}
