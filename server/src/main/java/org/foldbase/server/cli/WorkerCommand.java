package org.foldbase.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.cli.db.DatabaseOptions;
import org.foldbase.server.database.SourceTree;
import org.foldbase.server.database.attendance.Attendance;
import org.foldbase.server.settings.Settings;
import org.foldbase.server.task.QueueName;
import org.foldbase.server.task.WorkerSettings;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs tasks beside the server, on this machine or another. */
@Command(
        name = "worker",
        description = {
            "Run tasks beside the server until told to stop (SIGTERM). Running tasks may go on for"
                    + " a few seconds then; the others are given back to the queue at once.",
            "Waits for a database that is not there yet or is to be upgraded, and for the server's data"
                    + " directory.",
            ""
        })
final class WorkerCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--queues",
            paramLabel = "QUEUE",
            split = ",",
            defaultValue = "short,medium,long",
            converter = Choices.Queue.class,
            description = "Which queues, with commas between. Default: ${DEFAULT-VALUE}.")
    private List<QueueName> queues;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many tasks of each queue run at once. Default: 2 short ones, as many"
                            + " medium ones as there are processors, 1 long one.")
    private Optional<Integer> threads = Optional.empty();

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            description =
                    "After what silence another worker takes a task over. Default: 4, or 15 with a"
                            + " Redis (queue.url), which is for workers on many machines.")
    private Optional<Integer> leaseSeconds = Optional.empty();

    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Settings settings = database.settings();
        WorkerSettings tasks = tasks(settings);
        try (Attendance _ =
                Attendance.ofWorker(
                        settings,
                        SourceTree.migrations(),
                        sentence -> err.println("foldbase: " + sentence))) {
            LongRun.untilStopped(started(settings, tasks));
        }
        LongRun.endsWell();
        return ExitCode.DONE;
    }

    private WorkerSettings tasks(Settings settings) {
        requireAtLeastOne("--threads", threads);
        requireAtLeastOne("--lease", leaseSeconds);
        Map<QueueName, Integer> wanted = new EnumMap<>(QueueName.class);
        WorkerSettings usual = WorkerSettings.ofThisMachine();
        for (QueueName queue : queues) {
            wanted.put(queue, threads.orElse(usual.threads().getOrDefault(queue, 1)));
        }
        Duration lease =
                leaseSeconds
                        .map(Duration::ofSeconds)
                        .orElseGet(() -> WorkerSettings.usualLease(settings));
        return new WorkerSettings(wanted, lease, usual.drain());
    }

    private void requireAtLeastOne(String option, Optional<Integer> value) {
        if (value.isPresent() && value.get() < 1) {
            throw new ParameterException(spec.commandLine(), option + " is at least 1");
        }
    }

    private static ConfigurableApplicationContext started(Settings settings, WorkerSettings tasks) {
        try {
            return start(settings, tasks);
        } catch (RuntimeException e) {
            throw LongRun.understood(e);
        }
    }

    private static ConfigurableApplicationContext start(Settings settings, WorkerSettings tasks) {
        return new SpringApplicationBuilder(WorkerApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(it -> {
                    it.getBeanFactory().registerSingleton("settings", settings);
                    it.getBeanFactory().registerSingleton("workerSettings", tasks);
                })
                .run();
    }
}
