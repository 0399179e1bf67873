package org.foldbase.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.concurrent.CancellationException;
import org.foldbase.hic.bed.RegionFormatException;
import org.foldbase.hic.cooler.CoolerException;
import org.foldbase.hic.cooler.NotInFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns what went wrong into one sentence and an exit code. */
final class Failures {
    private Failures() {}

    static int onUsage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("foldbase: " + failure.getMessage());
        command.getErr().printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
        return ExitCode.USAGE;
    }

    static int onFailure(Throwable failure, CommandLine command, boolean verbose) {
        PrintWriter err = command.getErr();
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.println("foldbase: " + sentence(failure));
        return exitCode(failure);
    }

    private static String sentence(Throwable failure) {
        return switch (failure) {
            case IOException io when io.getMessage() != null -> io.getMessage();
            case CancellationException cancelled -> "interrupted";
            default ->
                    "internal error: %s; run again with --verbose and report it".formatted(failure);
        };
    }

    private static int exitCode(Throwable failure) {
        return switch (failure) {
            case NotInFileException e -> ExitCode.USAGE;
            case CoolerException e -> ExitCode.BAD_INPUT;
            case RegionFormatException e -> ExitCode.BAD_INPUT;
            case BadInputException e -> ExitCode.BAD_INPUT;
            case OutputException e -> ExitCode.FAILED;
            case FileSystemException e -> ExitCode.BAD_INPUT;
            case CancellationException e -> ExitCode.INTERRUPTED;
            default -> ExitCode.FAILED;
        };
    }
}
