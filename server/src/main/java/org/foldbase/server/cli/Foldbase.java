package org.foldbase.server.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.foldbase.server.cli.console.CommandTable;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.cli.dataset.DatasetCommand;
import org.foldbase.server.cli.db.DbCommand;
import org.foldbase.server.cli.db.DoctorCommand;
import org.foldbase.server.cli.queue.QueueCommand;
import org.foldbase.server.cli.user.UserCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: parses the command line and turns how a command ends into an exit code. */
@Command(
        name = "foldbase",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        description = "A workbench for 3D-genome data.",
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the work failed, or its result could not be written",
            "2:wrong usage, refused for safety, or asked for what is not there",
            "3:bad input data",
            "4:something that is needed is not there (a JDK 25, a service)",
            "130:interrupted"
        })
public final class Foldbase implements Runnable {
    static final CommandTable COMMANDS =
            new CommandTable()
                    .with("pileup", PileupCommand.class)
                    .with("map", MapCommand.class)
                    .with("serve", ServeCommand.class)
                    .with("worker", WorkerCommand.class)
                    .with("queue", QueueCommand.class)
                    .with("dataset", DatasetCommand.class)
                    .with("user", UserCommand.class)
                    .with("db", DbCommand.class)
                    .with("doctor", DoctorCommand.class)
                    .with("demo", DemoCommand.class)
                    .with("help", HelpCommand.class);

    private static final long SECONDS_TO_CLEAN_UP = 10;

    @Spec private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description =
                    "Tell more: the stack trace of a failure, and the statements that change a"
                            + " database.")
    private boolean verbose;

    private Foldbase() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CountDownLatch finished = new CountDownLatch(1);
        cleanUpOnSignal(Thread.currentThread(), finished);
        int code = run(out, err, args);
        out.flush();
        err.flush();
        finished.countDown();
        if (code != ExitCode.DONE) {
            // It looks for a logger to tell of the exit in every jar, so it is not called without
            // need.
            System.exit(code);
        }
    }

    /** Lets an interrupted command end by itself, so that it leaves no unfinished file behind. */
    private static void cleanUpOnSignal(Thread command, CountDownLatch finished) {
        Runnable end =
                () -> {
                    if (finished.getCount() == 0) {
                        return;
                    }
                    command.interrupt();
                    try {
                        boolean inTime = finished.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS);
                        if (!inTime) {
                            System.err.println("foldbase: interrupted, without cleaning up");
                        } else if (LongRun.hasEndedWell()) {
                            Runtime.getRuntime().halt(ExitCode.DONE);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };
        Runtime.getRuntime().addShutdownHook(new Thread(end, "clean-up"));
    }

    /**
     * Runs a command.
     *
     * @param out takes results
     * @param err takes progress and errors
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        Foldbase foldbase = new Foldbase();
        System.setProperty(
                "foldbase.processors",
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        boolean colour =
                Boolean.getBoolean("foldbase.terminal") && System.getenv("NO_COLOR") == null;
        CommandLine commandLine =
                withCommands(new CommandLine(foldbase), args)
                        .setOut(out)
                        .setErr(err)
                        .setColorScheme(
                                CommandLine.Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF))
                        .setExpandAtFiles(false)
                        .registerConverter(Path.class, new FilePath())
                        .registerConverter(Long.class, new WholeNumber(Long.MAX_VALUE))
                        .registerConverter(long.class, new WholeNumber(Long.MAX_VALUE))
                        .registerConverter(
                                Integer.class,
                                text ->
                                        Math.toIntExact(
                                                new WholeNumber(Integer.MAX_VALUE).convert(text)))
                        .setParameterExceptionHandler(Failures::onUsage)
                        .setExecutionExceptionHandler((failure, command, parsed) ->
                                Failures.onFailure(failure, err, foldbase.verbose));
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError | InternalError e) {
            return Failures.onFailure(e, err, foldbase.verbose);
        }
    }

    /** The demo runs other commands, and help tells of them. */
    private static CommandLine withCommands(CommandLine root, String[] args) {
        String first =
                args.length == 0 || args[0].equals("demo") || args[0].equals("help") ? "" : args[0];
        COMMANDS.addTo(root, first);
        Map<String, CommandTable> groups =
                Map.of(
                        "db", DbCommand.COMMANDS,
                        "dataset", DatasetCommand.COMMANDS,
                        "queue", QueueCommand.COMMANDS,
                        "user", UserCommand.COMMANDS);
        groups.forEach((group, commands) -> {
            CommandLine parent = root.getSubcommands().get(group);
            if (parent != null) {
                commands.addTo(parent, args.length > 1 && first.equals(group) ? args[1] : "");
            }
        });
        return root;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
