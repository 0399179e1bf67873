package org.foldbase.reliability;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Two queues on one Redis, each with two worker processes and tasks that do nothing.
 *
 * @param rqPerSecond RQ's default worker, which forks for each job
 * @param rqSimplePerSecond its SimpleWorker, which does not
 * @param oursPerSecond a thread in each process, every result a file on the disk (fsync)
 * @param oursFourThreadsPerSecond four threads in each
 * @param rqRestartMs nothing if it did not begin the job again as long as was waited
 */
record Comparison(
        String when,
        int cores,
        double load,
        int tasks,
        double rqPerSecond,
        double rqSimplePerSecond,
        double oursPerSecond,
        double oursFourThreadsPerSecond,
        Optional<Long> rqRestartMs,
        long rqWaitedSeconds,
        Optional<Report.Times> oursRestartMs) {

    static final String FILE = "compare-rq.json";

    static Comparison of(
            int tasks,
            double rq,
            double rqSimple,
            double ours,
            double oursFour,
            OptionalLong rqRestart,
            Duration waited) {
        return new Comparison(
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                Report.rounded(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()),
                tasks,
                Report.rounded(rq),
                Report.rounded(rqSimple),
                Report.rounded(ours),
                Report.rounded(oursFour),
                rqRestart.isPresent() ? Optional.of(rqRestart.getAsLong()) : Optional.empty(),
                waited.toSeconds(),
                Optional.empty());
    }

    Comparison with(Report.Times restarts) {
        return new Comparison(
                when,
                cores,
                load,
                tasks,
                rqPerSecond,
                rqSimplePerSecond,
                oursPerSecond,
                oursFourThreadsPerSecond,
                rqRestartMs,
                rqWaitedSeconds,
                Optional.of(restarts));
    }

    boolean holds(double timesFaster, long restartP95Ms) {
        return oursFourThreadsPerSecond >= timesFaster * rqPerSecond
                && oursRestartMs.filter(it -> it.p95() <= restartP95Ms).isPresent();
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(FILE), Report.json(this));
    }

    static Comparison read(Path folder) throws IOException {
        return Report.read(folder.resolve(FILE), Comparison.class);
    }
}
