package org.foldbase.server.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.foldbase.hic.bed.RegionFormatException;
import org.foldbase.hic.cooler.CoolerException;
import org.foldbase.hic.cooler.NotInFileException;
import org.foldbase.migrate.MigrationException;
import org.foldbase.server.cli.console.ExitCode;
import org.foldbase.server.database.DatabaseException;
import org.foldbase.server.settings.SettingsException;
import org.foldbase.server.shared.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one sentence and an exit code. */
final class Failures {
    private static final long MEGABYTE = 1 << 20;

    private Failures() {}

    static int onUsage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String sentence =
                failure instanceof UnmatchedArgumentException unmatched
                        ? unmatched(unmatched)
                        : String.valueOf(failure.getMessage());
        command.getErr().println("foldbase: " + sentence);
        command.getErr().printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
        return ExitCode.USAGE;
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        String argument = failure.getUnmatched().getFirst();
        if (failure.isUnknownOption()) {
            return "unknown option '%s'%s"
                    .formatted(argument, nearest(argument, failure.getSuggestions(), 3));
        }
        if (!failure.getCommandLine().getSubcommands().isEmpty()) {
            return "unknown command '%s'%s"
                    .formatted(argument, nearest(argument, failure.getSuggestions(), 1));
        }
        return "unexpected argument '%s'".formatted(argument);
    }

    /** The suggestion that begins most alike, if enough. */
    private static String nearest(String argument, List<String> suggestions, int least) {
        return suggestions.stream()
                .filter(it -> alike(argument, it) >= least)
                .reduce((one, other) -> alike(argument, other) > alike(argument, one) ? other : one)
                .map("; did you mean %s?"::formatted)
                .orElse("");
    }

    private static int alike(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int mismatch =
                Arrays.mismatch(one.toCharArray(), 0, length, other.toCharArray(), 0, length);
        return mismatch < 0 ? length : mismatch;
    }

    static int onFailure(Throwable failure, PrintWriter err, boolean verbose) {
        if (verbose) {
            failure.printStackTrace(err);
        }
        boolean interrupted = isInterrupt(failure);
        err.println("foldbase: " + (interrupted ? "interrupted" : sentence(failure)));
        return interrupted ? ExitCode.INTERRUPTED : exitCode(failure);
    }

    /** Whether an interrupt of the thread, which closes the files it uses, is behind a failure. */
    private static boolean isInterrupt(Throwable failure) {
        return Stream.iterate(
                        Optional.of(failure),
                        Optional::isPresent,
                        it -> it.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .anyMatch(it ->
                        it instanceof CancellationException
                                || it instanceof ClosedByInterruptException
                                || it instanceof InterruptedIOException
                                || it instanceof InterruptedException);
    }

    private static String sentence(Throwable failure) {
        return switch (failure) {
            case FileSystemException file when file.getReason() == null ->
                    file.getFile() + ": " + OutputException.reason(file);
            case IOException io when io.getMessage() != null -> io.getMessage();
            case SettingsException settings -> String.valueOf(settings.getMessage());
            case Refusal refusal -> refusal.sentence();
            case DatabaseException database -> String.valueOf(database.getMessage());
            case MigrationException migration -> String.valueOf(migration.getMessage());
            case SQLException sql -> "the database says: " + sql.getMessage();
            case OutOfMemoryError memory ->
                    "out of memory: %,d MB are too few; allow more, say JDK_JAVA_OPTIONS=-Xmx8g"
                            .formatted(Runtime.getRuntime().maxMemory() / MEGABYTE);
            case InternalError mapped when isLostFile(mapped) ->
                    "an input file was cut short while it was read, or its disk failed";
            default ->
                    "internal error: %s; run again with --verbose and report it".formatted(failure);
        };
    }

    /** What the JVM makes of the signal for a page of a mapped file that is no longer there. */
    private static boolean isLostFile(InternalError error) {
        return String.valueOf(error.getMessage()).contains("unsafe memory access");
    }

    private static int exitCode(DatabaseException.Kind kind) {
        return switch (kind) {
            case FAILED -> ExitCode.FAILED;
            case REFUSED -> ExitCode.USAGE;
            case BAD_INPUT -> ExitCode.BAD_INPUT;
            case UNAVAILABLE -> ExitCode.UNAVAILABLE;
        };
    }

    private static int exitCode(Refusal.Kind kind) {
        return switch (kind) {
            case UNPROCESSABLE -> ExitCode.BAD_INPUT;
            case NO_ROOM -> ExitCode.FAILED;
            default -> ExitCode.USAGE;
        };
    }

    private static int exitCode(Throwable failure) {
        return switch (failure) {
            case NotInFileException e -> ExitCode.USAGE;
            case SettingsException e -> ExitCode.USAGE;
            case Refusal e -> exitCode(e.kind());
            case DatabaseException e -> exitCode(e.kind());
            case MigrationException e -> e.kind().exitCode();
            case CoolerException e -> ExitCode.BAD_INPUT;
            case RegionFormatException e -> ExitCode.BAD_INPUT;
            case BadInputException e -> ExitCode.BAD_INPUT;
            case OutputException e -> ExitCode.FAILED;
            case FileSystemException e -> ExitCode.BAD_INPUT;
            case InternalError e when isLostFile(e) -> ExitCode.BAD_INPUT;
            default -> ExitCode.FAILED;
        };
    }
}
