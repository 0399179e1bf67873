package org.foldbase.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
            "Waits for a database that is not there yet, or that is to be upgraded.",
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
    private int threads;

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            defaultValue = "4",
            description =
                    "After what silence another worker takes a task over. Give more, say 15, where"
                            + " machines or the network may be slow. Default: ${DEFAULT-VALUE}.")
    private int leaseSeconds;

    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        WorkerSettings tasks = tasks();
        Settings settings = database.settings();
        try (Attendance _ =
                Attendance.ofWorker(
                        settings,
                        SourceTree.migrations(),
                        sentence -> err.println("foldbase: " + sentence))) {
            LongRun.untilStopped(start(settings, tasks));
        }
        LongRun.endsWell();
        return ExitCode.DONE;
    }

    private WorkerSettings tasks() {
        Map<QueueName, Integer> wanted = new EnumMap<>(QueueName.class);
        WorkerSettings usual = WorkerSettings.ofThisMachine();
        for (QueueName queue : queues) {
            wanted.put(queue, threads > 0 ? threads : usual.threads().getOrDefault(queue, 1));
        }
        if (leaseSeconds < 1) {
            throw new ParameterException(spec.commandLine(), "--lease is at least 1 second");
        }
        return new WorkerSettings(wanted, Duration.ofSeconds(leaseSeconds), usual.drain());
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
